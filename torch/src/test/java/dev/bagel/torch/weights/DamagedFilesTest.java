package dev.bagel.torch.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files and folders that claim what is not so.
class DamagedFilesTest {
  private static final String A = "{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}";

  @TempDir private Path folder;

  /// Of a file with eight bytes of data, of which `a` may have the first four.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'a':U8 [4] 0 4,'b':U8 [4] 4 9}   | the tensor "b" is U8 of shape [4], 4 bytes, but has 5
          {'a':U8 [4] 0 4,'b':U8 [5] 4 9}   | the tensor "b" ends at byte 9 of the data, which are 8
          {'a':U8 [4] 0 4,'b':U8 [5] 3 8}   | the tensor "b" begins at byte 3 of the data, inside of another, which ends at 4
          {'a':U8 [4] 0 4,'b':U8 [3] 5 8}   | the tensor "b" begins at byte 5 of the data, not at 4
          {'a':U8 [4] 0 4}                  | its tensors fill 4 bytes of 8
          {'a':U8 [4] 0 4,'b':F16 [4] 4 8}  | the tensor "b" is F16 of shape [4], 8 bytes, but has 4
          {'a':U8 [4] 0 4,'b':U8 [-4] 4 8}  | the tensor "b" has the impossible shape [-4]
          {'a':U8 [4] 0 4,'b':U8 [4294967296,4294967296] 4 8} | the tensor "b" has the impossible shape [4294967296, 4294967296]
          {'a':U8 [4] 0 4,'b':U8 [4] 8 4}   | the tensor "b" lies at bytes 8 to 4, which is nowhere
          {'a':U8 [4] -4 0,'b':U8 [8] 0 8}  | the tensor "a" lies at bytes -4 to 0, which is nowhere
          {'a':U8 [8] 0 8,'a':U8 [8] 0 8}   | its header is not JSON as it should be: Duplicate Object property "a"
          {'a':U8 [8] 0 99999999999999999999} | the header's entry of tensor "a" is not JSON as it should be: Numeric value (99999999999999999999) out of range
          {'a':U8 [8.0] 0 8}                | the header's entry of tensor "a" has a shape that is no list of at most 64 whole numbers
          {'a':U8 [[8]] 0 8}                | the header's entry of tensor "a" has a shape that is no list of at most 64 whole numbers
          {'a':{}}                          | the header's entry of tensor "a" must have dtype, shape, and data_offsets of two numbers
          {'a':[]}                          | the header's entry of tensor "a" is no JSON object
          {'a':{'dtype':8}}                 | the header's entry of tensor "a" has a dtype that is no text
          {'a':{'shape':8}}                 | the header's entry of tensor "a" has a shape that is no list
          {'a':{'shape':[],'shape':[]}}     | the header's entry of tensor "a" is not JSON as it should be: Duplicate Object property "shape"
          {'a':{'data_offsets':[0,8,8],'dtype':'U8','shape':[8]}} | the header's entry of tensor "a" must have dtype, shape, and data_offsets of two numbers
          {'a':U8 [8] 0 8} {}               | its header has more behind its end
          {'a':U8 [8] 0 8                   | its header is not JSON as it should be: Unexpected end-of-input
          {'a\\u001b\\n':{}}                | the header's entry of tensor "a\\u001b\\u000a" must have
          []                                | its header is no JSON object
          ''                                | its header is no JSON object
          """)
  void a_header_that_lies_is_refused(String written, String message) {
    String header =
        written
            .replaceAll(
                "(\\w+) (\\[[^ ]*]) (-?\\d+) (-?\\d+)",
                "{'dtype':'$1','shape':$2,'data_offsets':[$3,$4]}")
            .replace('\'', '"');
    Path file = Tensors.file(folder.resolve("model.safetensors"), header, 8);

    assertRefused(file + ": " + message, "it is cut or damaged, fetch it again");
  }

  @Test
  void a_type_that_is_not_read_is_named() {
    Path file =
        Tensors.file(
            folder.resolve("model.safetensors"),
            "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[8],\"data_offsets\":[0,8]}}",
            8);
    assertRefused(
        file + ": the tensor \"a\" is of type \"F8_E4M3\", which Bagel does not read",
        "convert it to one of [F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL]");
  }

  @Test
  void a_header_as_long_as_no_file_is_refused() {
    Path file = folder.resolve("model.safetensors");
    for (byte last : new byte[] {0, 0x7f, (byte) 0x80, (byte) 0xff}) {
      Tensors.write(file, new byte[] {3, 0, 0, 1, 0, 0, 0, last, '{', '}'});
      assertRefused(file + ": claims a header of ", " bytes, and no more than 2 can be");
    }
    Tensors.write(file, new byte[7]);
    assertRefused(file + ": has 7 bytes, and no header", "fetch it again");
    Tensors.write(file, new byte[0]);
    assertRefused(file + ": has 0 bytes, and no header", "fetch it again");
    Tensors.write(file, new byte[8]);
    assertRefused(file + ": its header is no JSON object", "fetch it again");
  }

  @Test
  void a_header_in_another_encoding_is_refused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] wide = "{}".getBytes(StandardCharsets.UTF_16LE);
    Tensors.write(file, new byte[] {4, 0, 0, 0, 0, 0, 0, 0, wide[0], wide[1], wide[2], wide[3]});
    assertRefused(file + ": its header is not JSON as it should be", "fetch it again");
    Tensors.write(file, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, '}'});
    assertRefused(file + ": its header is not JSON as it should be", "fetch it again");
    Files.delete(file);
  }

  @Test
  void a_pointer_of_git_lfs_is_known_as_such() {
    Path file = folder.resolve("model.safetensors");
    Tensors.write(
        file,
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"
            .getBytes(StandardCharsets.US_ASCII));
    assertRefused(file + " is a pointer of Git LFS, not the weights", "git lfs pull");
  }

  @Test
  void a_folder_without_weights_is_refused() throws IOException {
    assertRefused(folder + " holds neither model.safetensors nor", "fetch the model's weights");
    assertThatThrownBy(() -> WeightFiles.open(folder.resolve("nowhere")))
        .isInstanceOf(BagelException.class)
        .hasMessageEndingWith("nowhere is no folder; name the folder of a model");
    Files.createDirectory(folder.resolve("model.safetensors"));
    assertRefused("cannot read " + folder.resolve("model.safetensors"), "there is no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'weight_map':{'a':'s1.safetensors','b':'s2.safetensors','c':'s3.safetensors'}} | 2 of 3 files are missing: "s2.safetensors", "s3.safetensors"; fetch them too
          {'weight_map':{'a':'s1.safetensors','b':'s1.safetensors'}} | s1.safetensors lacks tensors that model.safetensors.index.json expects in it: "b"
          {'weight_map':{'z':'s1.safetensors'}}       | s1.safetensors lacks tensors that model.safetensors.index.json expects in it: "z"
          {'weight_map':{'a':'s0.safetensors'}}       | s0.safetensors has tensors that model.safetensors.index.json does not know to be in it: "y"
          {'weight_map':{'a':'../s1.safetensors'}}    | has tensor "a" in "../s1.safetensors", and only a file .safetensors beside it will do
          {'weight_map':{'a':'s1.bin'}}               | has tensor "a" in "s1.bin", and only
          {'weight_map':{'a':7}}                      | has tensor "a" in what is no text, and only
          {'weight_map':[]}                           | has a weight_map that is no JSON object
          {'weight_map':{}}                           | has no weight_map with names
          {'metadata':{'total_size':4}}               | has no weight_map with names
          {'weight_map':{'a':'s1.safetensors','a':'s1.safetensors'}} | Duplicate Object property "a"
          {'weight_map':{'a':'s1.safetensors'         | it is not JSON as it should be: Unexpected end-of-input
          [1]                                         | is no JSON object
          """)
  void an_index_that_lies_is_refused(String index, String message) {
    Tensors.file(folder.resolve("s1.safetensors"), "{\"a\":" + A + "}", 4);
    Tensors.file(
        folder.resolve("s0.safetensors"),
        "{\"a\":%s,\"y\":%s}".formatted(A, A.replace("0,4", "4,8")),
        8);
    Tensors.write(
        folder.resolve("model.safetensors.index.json"),
        index.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertRefused(folder.toString(), message);
  }

  private void assertRefused(String start, String what) {
    BagelException e =
        catchThrowableOfType(BagelException.class, () -> WeightFiles.open(folder).close());
    Assertions.assertThat(e.kind()).isEqualTo(BagelException.Kind.USER);
    Assertions.assertThat(e.getMessage()).startsWith(start).contains(what).doesNotContain("\n");
  }
}
