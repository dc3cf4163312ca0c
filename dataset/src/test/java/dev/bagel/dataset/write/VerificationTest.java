package dev.bagel.dataset.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.JsonLines;
import dev.bagel.dataset.files.ParquetFile;
import dev.bagel.dataset.format.DpoRow;
import dev.bagel.dataset.format.SftRow;
import dev.bagel.dataset.hub.Lock;
import dev.bagel.dataset.hub.Lock.HubEntry;
import dev.bagel.dataset.hub.LockFile;
import dev.bagel.dataset.write.Manifest.FileEntry;
import dev.bagel.dataset.write.Manifest.SourceEntry;
import dev.bagel.dataset.write.Manifest.TableEntry;
import dev.bagel.dataset.write.Verification.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  private static final int SAMPLES = 40;
  private static final String A_HASH = "5".repeat(64);
  private static final String OWN =
      "{\"path\":\"notes.txt\",\"bytes\":7,\"sha256\":\"%s\"}".formatted(A_HASH);

  @TempDir Path folder;

  /// Two sources of 20 samples in two parts, and two drops.
  @BeforeEach
  void write_a_small_data_set() throws IOException {
    Map<String, TableEntry> tables = new LinkedHashMap<>();
    tables.put("sft", write(Table.SFT, SftRow.class, List.of(List.of(sft(1), sft(2)))));
    tables.put("dpo", write(Table.DPO, DpoRow.class, List.of()));
    tables.put("samples", write(Table.SAMPLES, SampleRow.class, samples()));
    tables.put(
        "dropped",
        write(Table.DROPPED, DroppedRow.class, List.of(List.of(dropped("a"), dropped("b")))));
    Map<String, SourceEntry> sources = new LinkedHashMap<>();
    sources.put("a", source("own/a/f.jsonl", Map.of("malformed", 1L)));
    sources.put("b", source("own/b/f.jsonl", Map.of("malformed", 1L, "sampled_out", 7L)));
    Manifest manifest =
        new Manifest(
            "1", Map.of(), "small", 42, Map.of(), "brief", sources, Map.of(), Map.of(), Map.of(),
            Map.of(), tables, Map.of());
    Files.writeString(manifestFile(), manifest.toJson());
    LockFile.write(
        folder.resolve(Lock.NAME),
        new Lock(
            List.of(
                new HubEntry("own/a", "f.jsonl", "unstated", 900, A_HASH),
                new HubEntry("own/b", "f.jsonl", "unstated", 900, A_HASH)),
            List.of()));
  }

  @Test
  void a_sound_data_set_holds() {
    assertThat(Verification.of(folder))
        .hasSizeGreaterThan(15)
        .allMatch(Check::holds)
        .allMatch(check -> check.finding().isEmpty());
  }

  @Test
  void a_changed_byte_of_the_data_is_found() throws IOException {
    Path part = part("samples", 0);
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 4] ^= 1;
    Files.write(part, bytes);

    assertThat(failed()).anyMatch(statement -> statement.contains("samples"));
  }

  @Test
  void any_changed_byte_is_a_failed_check_or_changes_no_row() throws IOException {
    Path part = part("sft", 0);
    byte[] sound = Files.readAllBytes(part);
    int found = 0;
    int tried = 0;
    for (int at = 0; at < sound.length; at += 7) {
      byte[] bytes = sound.clone();
      bytes[at] ^= (byte) (1 << at % 8);
      Files.write(part, bytes);
      found += failed().isEmpty() ? 0 : 1;
      tried++;
    }

    assertThat(found).isGreaterThan(tried / 3);
  }

  @Test
  void a_file_cut_anywhere_is_found() throws IOException {
    Path part = part("sft", 0);
    byte[] sound = Files.readAllBytes(part);
    for (int length = 0; length < sound.length; length += 7) {
      Files.write(part, java.util.Arrays.copyOf(sound, length));

      assertThat(failed()).containsExactly("every file of sft opens");
    }
  }

  @Test
  void json_lines_must_hold_the_same_rows() throws IOException {
    Path lines = folder.resolve("sft/part-00000.jsonl");
    try (JsonLines out = JsonLines.create(lines)) {
      out.write(sft(1));
      out.write(sft(2));
    }
    assertThat(failed()).isEmpty();

    Files.writeString(lines, Files.readString(lines).replace("\"id\"", "\"name\"") + "{\"broken");
    assertThat(failed()).containsExactly("sft as JSON lines has the stated hash");
  }

  @Test
  void a_missing_row_is_found() throws IOException {
    List<SampleRow> rows = samples().getFirst();
    rewrite(part("samples", 0), SampleRow.class, rows.subList(1, rows.size()));

    assertThat(failed())
        .containsExactly(
            "samples has 40 rows", "samples has the stated hash", "a: samples holds its kept ones");
  }

  @Test
  void rows_in_another_order_are_found() throws IOException {
    rewrite(part("samples", 0), SampleRow.class, samples().getFirst().reversed());

    assertThat(failed()).containsExactly("samples has the stated hash");
  }

  @Test
  void a_missing_part_is_found() throws IOException {
    Files.delete(part("samples", 1));

    assertThat(failed())
        .containsExactly(
            "samples has 40 rows", "samples has the stated hash", "b: samples holds its kept ones");
  }

  @Test
  void an_extra_part_is_found() throws IOException {
    Files.copy(part("samples", 1), part("samples", 2));

    assertThat(failed())
        .containsExactly(
            "samples has 40 rows", "samples has the stated hash", "b: samples holds its kept ones");
  }

  @Test
  void a_missing_table_is_found() throws IOException {
    Files.delete(part("dpo", 0));
    Files.delete(folder.resolve("dpo"));

    assertThat(failed()).containsExactly("every file of dpo opens");
  }

  @Test
  void a_table_without_any_file_is_found() throws IOException {
    Files.delete(part("dpo", 0));

    assertThat(failed()).containsExactly("every file of dpo opens");
  }

  @Test
  void a_table_in_the_place_of_another_is_found() throws IOException {
    Files.copy(part("sft", 0), part("dpo", 0), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThat(failed()).containsExactly("every file of dpo opens");
  }

  @Test
  void an_edited_count_is_found() throws IOException {
    edit("\"kept\" : 20", "\"kept\" : 21");

    assertThat(failed())
        .contains("a: samples holds its kept ones", "a: 21 candidates = 21 kept + 1 dropped");
  }

  @Test
  void an_edited_number_of_candidates_is_found() throws IOException {
    edit("\"candidates\" : 21", "\"candidates\" : 22");

    assertThat(failed()).containsExactly("a: 22 candidates = 20 kept + 1 dropped");
  }

  @Test
  void an_edited_number_of_drops_is_found() throws IOException {
    edit("\"malformed\" : 1", "\"malformed\" : 2");

    assertThat(failed())
        .contains("a: 21 candidates = 20 kept + 2 dropped", "a: dropped lists its drops");
  }

  @Test
  void an_edited_hash_is_found() throws IOException {
    String hash = new RowHash().hex();
    edit(hash, "0" + hash.substring(1));

    assertThat(failed()).containsExactly("dpo has the stated hash");
  }

  @Test
  void an_export_that_leaves_samples_out_without_a_word_is_found() throws IOException {
    edit(
        "\"exports\" : { }",
        "\"exports\" : {\"alpaca\": {\"samples\": 30, \"withoutPlace\": {\"plain_text\": 9}}}");

    assertThat(failed())
        .containsExactly(
            "the manifest counts the samples of each export",
            "alpaca: 40 samples = 30 exported + 9 without a place");
  }

  @Test
  void a_renamed_source_is_found() throws IOException {
    edit("\"a\" : {", "\"c\" : {");

    assertThat(failed())
        .contains(
            "c: samples holds its kept ones",
            "c: dropped lists its drops",
            "sources of samples and of the ledger are those of the manifest");
  }

  @Test
  void rows_that_are_named_by_their_strata_count_for_their_source() throws IOException {
    List<SampleRow> rows = new ArrayList<>(samples().getFirst());
    rows.set(3, named("a_joke", 3));
    rows.set(4, named("a_short_joke", 4));
    rewrite(part("samples", 0), SampleRow.class, rows);
    assertThat(failed()).containsExactly("samples has the stated hash");

    rows.set(5, named("ab_joke", 5));
    rewrite(part("samples", 0), SampleRow.class, rows);
    assertThat(failed())
        .contains(
            "a: samples holds its kept ones",
            "sources of samples and of the ledger are those of the manifest");
  }

  @Test
  void the_longest_name_is_the_rows_source() throws IOException {
    edit("\"b\" : {", "\"a_b\" : {");
    rewrite(
        part("samples", 1),
        SampleRow.class,
        samples().getLast().stream().map(row -> named("a_b_joke", 0)).toList());

    assertThat(failed())
        .containsExactly(
            "samples has the stated hash",
            "a_b: dropped lists its drops",
            "sources of samples and of the ledger are those of the manifest");
  }

  private static SampleRow named(String source, int number) {
    return new SampleRow("id " + number, source, "text", null, null, null, null, "Text");
  }

  @Test
  void a_table_that_the_manifest_does_not_state_is_found() throws IOException {
    edit("\"dpo\" : {", "\"dpp\" : {");

    assertThat(failed()).containsExactly("the manifest states table dpo");
  }

  @Test
  void a_lock_that_differs_from_the_manifest_is_found() throws IOException {
    Path lock = folder.resolve(Lock.NAME);
    String sound = Files.readString(lock);
    String statement = "bagel.lock names the files that the manifest states";
    Map<String, String> findings =
        Map.of(
            sound.replaceFirst("555", "444"),
            "it has own/a/f.jsonl with 900 bytes and SHA-256 444",
            sound.replace("own/b", "own/c"),
            "it does not name own/b/f.jsonl",
            sound.replace("[]", "[" + OWN + "]"),
            "only it names notes.txt",
            "{",
            "is no lock");
    findings.forEach(
        (text, finding) -> {
          assertThat(text).isNotEqualTo(sound);
          write(lock, text);
          assertThat(Verification.of(folder).stream().filter(check -> !check.holds()))
              .singleElement()
              .satisfies(
                  check -> {
                    assertThat(check.statement()).isEqualTo(statement);
                    assertThat(check.finding()).contains(finding);
                  });
        });

    Files.delete(lock);
    assertThat(failed()).containsExactly(statement);
  }

  @Test
  void a_manifest_that_is_cut_is_an_error_wherever() throws IOException {
    String manifest = Files.readString(manifestFile());
    for (int length = 0; length < manifest.length() - 2; length += 11) {
      Files.writeString(manifestFile(), manifest.substring(0, length));

      assertThatThrownBy(() -> Verification.of(folder))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("manifest.json")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void a_wounded_manifest_is_an_error_or_a_failed_check() throws IOException {
    String manifest = Files.readString(manifestFile());
    List<String> values = List.of("null", "{}", "[]", "-1", "\"x\"", "1.5", "1e99");
    List<String> unnoticed = new ArrayList<>();
    for (String target :
        List.of(
            "\"candidates\" : 21",
            "\"kept\" : 20",
            "\"malformed\" : 1",
            "\"dpo\" : {",
            "\"a\" : {",
            "\"sources\" : {",
            "\"tables\" : {",
            "\"sft\" : {")) {
      String key = target.substring(0, target.indexOf(':') + 1);
      for (String value : values) {
        int at = manifest.indexOf(target);
        int end = target.endsWith("{") ? closing(manifest, at) : at + target.length();
        Files.writeString(
            manifestFile(), manifest.substring(0, at) + key + value + manifest.substring(end));
        if (!isNoticed()) {
          unnoticed.add(key + value);
        }
      }
    }

    assertThat(unnoticed).isEmpty();
  }

  @Test
  void a_folder_that_is_no_data_set_is_an_error() throws IOException {
    Files.delete(manifestFile());

    assertThatThrownBy(() -> Verification.of(folder))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll(folder.toString(), "no manifest.json");
    assertThatThrownBy(() -> Verification.of(folder.resolve("none")))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("there is no folder");
  }

  private boolean isNoticed() {
    try {
      return !failed().isEmpty();
    } catch (BagelException e) {
      return e.getMessage().contains("manifest.json");
    }
  }

  private List<String> failed() {
    return Verification.of(folder).stream()
        .filter(check -> !check.holds())
        .map(Check::statement)
        .toList();
  }

  private void edit(String from, String to) throws IOException {
    String manifest = Files.readString(manifestFile());
    int at = manifest.indexOf(from);
    assertThat(at).as(from).isNotNegative();
    Files.writeString(
        manifestFile(), manifest.substring(0, at) + to + manifest.substring(at + from.length()));
  }

  private static int closing(String json, int from) {
    int depth = 0;
    for (int at = json.indexOf('{', from); ; at++) {
      depth += json.charAt(at) == '{' ? 1 : json.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path manifestFile() {
    return folder.resolve(OutputFolder.MANIFEST);
  }

  private Path part(String table, int number) {
    return folder.resolve(table).resolve("part-%05d.parquet".formatted(number));
  }

  private <R extends Record> TableEntry write(Table table, Class<R> type, List<List<R>> parts)
      throws IOException {
    TableFiles files =
        new TableFiles(
            folder.resolve(table.label()),
            folder.resolveSibling(folder.getFileName() + "-hashes").resolve(table.label()));
    for (int part = 0; part < parts.size(); part++) {
      try (TablePart<R> out = new TablePart<>(files, part, type, false)) {
        for (R row : parts.get(part)) {
          out.write(row);
        }
      }
    }
    return files.complete(parts.size(), type);
  }

  private static <R extends Record> void rewrite(Path part, Class<R> type, List<R> rows) {
    try (ParquetFile<R> out = ParquetFile.create(part, type)) {
      rows.forEach(out::write);
    }
  }

  private static List<List<SampleRow>> samples() {
    List<List<SampleRow>> parts = new ArrayList<>();
    for (String source : List.of("a", "b")) {
      List<SampleRow> rows = new ArrayList<>();
      for (int i = 0; i < SAMPLES / 2; i++) {
        String text = "Text %d of %s".formatted(i, source);
        rows.add(new SampleRow("id " + i, source, "text", null, null, null, null, text));
      }
      parts.add(rows);
    }
    return parts;
  }

  private static SftRow sft(int number) {
    return new SftRow("id " + number, "a_vicuna", "vicuna", "USER: Why?", "Because " + number);
  }

  private static DroppedRow dropped(String source) {
    return new DroppedRow(source, "f.jsonl:3", "id", "read", "malformed", "", "{");
  }

  private static SourceEntry source(String file, Map<String, Long> dropped) {
    long drops = dropped.values().stream().mapToLong(Long::longValue).sum();
    return new SourceEntry(
        "own",
        "unstated",
        "CC0-1.0",
        List.of(),
        "high",
        "all",
        List.of(new FileEntry(file, 900, A_HASH)),
        List.of(),
        30,
        20 + drops,
        20,
        dropped);
  }
}
