package dev.bagel.dataset.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The rows that ship inside Bagel, laid out in a temporary folder like any hub's folder: what
/// recipe `sampler` and `sources try` read where no hub is named. Deleted on closing.
public final class SamplerRows implements AutoCloseable {
  static final String ROOT = "/dev/bagel/dataset/sampler/";

  private final Path folder;

  private SamplerRows(Path folder) {
    this.folder = folder;
  }

  public static SamplerRows unpack() {
    try {
      SamplerRows rows = new SamplerRows(Files.createTempDirectory("bagel-sampler"));
      for (String name : names()) {
        Path target = rows.folder.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream in = resource("hub/" + name)) {
          Files.copy(in, target);
        }
      }
      return rows;
    } catch (IOException e) {
      throw BagelException.resources("cannot unpack the sampler's rows: " + e, e);
    }
  }

  /// The folder that they lie in.
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw BagelException.resources("cannot delete " + folder + ": " + e, e);
    }
  }

  /// The files' names: a jar cannot list what it holds.
  static List<String> names() throws IOException {
    try (InputStream in = resource("files.txt")) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = SamplerRows.class.getResourceAsStream(ROOT + name);
    if (in == null) {
      throw new IOException("the product lacks its file " + name);
    }
    return in;
  }
}
