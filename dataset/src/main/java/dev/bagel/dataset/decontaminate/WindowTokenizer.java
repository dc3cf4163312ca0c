package dev.bagel.dataset.decontaminate;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.bagel.BagelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cuts a text into windows of token ids that a sentence model can read, each with the model's
/// prefix and special tokens around it: nothing is left out.
///
/// May be used by any number of threads at once, until it is closed.
final class WindowTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer library;
  private final SentenceModel model;

  /// What the tokenizer puts before every text.
  private final long[] head;

  /// And behind.
  private final long[] tail;

  private final long[] prefix;

  private WindowTokenizer(HuggingFaceTokenizer library, SentenceModel model) {
    this.library = library;
    this.model = model;
    Encoding framed = library.encode("a", true, false);
    long[] ids = framed.getIds();
    long[] special = framed.getSpecialTokenMask();
    int from = 0;
    while (from < ids.length && special[from] == 1) {
      from++;
    }
    int to = ids.length;
    while (to > from && special[to - 1] == 1) {
      to--;
    }
    this.head = Arrays.copyOf(ids, from);
    this.tail = Arrays.copyOfRange(ids, to, ids.length);
    this.prefix = pieces(model.prefix());
  }

  static WindowTokenizer open(SentenceModel model) {
    // Otherwise DJL would report its start to its makers, and look for libraries on the network.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    HuggingFaceTokenizer library = load(model);
    try {
      WindowTokenizer tokenizer = new WindowTokenizer(library, model);
      tokenizer.refuseUnusable();
      return tokenizer;
    } catch (RuntimeException e) {
      library.close();
      throw e;
    }
  }

  private static HuggingFaceTokenizer load(SentenceModel model) {
    try (InputStream in = stream(model)) {
      return HuggingFaceTokenizer.newInstance(
          in, Map.of("truncation", "false", "padding", "false"));
    } catch (EngineException | IOException | LinkageError e) {
      throw ModelTrouble.loading(model, e);
    } catch (RuntimeException e) {
      throw BagelException.user(
          "%s is no tokenizer that the tokenizers library reads: %s; fetch the model's folder again"
              .formatted(model.tokenizer(), e.getMessage()),
          e);
    }
  }

  private static InputStream stream(SentenceModel model) throws IOException {
    return model.isBundled()
        ? BundledFile.url(model.tokenizer()).openStream()
        : Files.newInputStream(Path.of(model.tokenizer()));
  }

  private void refuseUnusable() {
    if (head.length + tail.length == 0) {
      throw BagelException.user(
          ("%s puts no special token around a text, so that an empty text has none: choose another"
                  + " model")
              .formatted(model.tokenizer()));
    }
    if (room(prefix.length) < 1) {
      throw BagelException.user(
          "the model folder %s: %d tokens, of which %d are special or prefix, leave no room for text"
              .formatted(
                  model.folder(), model.maxTokens(), head.length + tail.length + prefix.length));
    }
  }

  /// The ids of a text by itself.
  long[] pieces(String text) {
    String read = model.lowerCase() ? text.toLowerCase(Locale.ROOT) : text;
    return library.encode(read, false, false).getIds();
  }

  /// How many ids the vocabulary has: one more than the largest.
  int entries() {
    try (InputStream in = stream(model)) {
      JsonNode root = JsonMapper.shared().readTree(in);
      JsonNode vocabulary = root.path("model").path("vocab");
      IntStream pieces =
          vocabulary.isArray()
              ? IntStream.of(vocabulary.size() - 1)
              : vocabulary.valueStream().mapToInt(id -> id.asInt(-1));
      IntStream added =
          root.path("added_tokens").valueStream().mapToInt(t -> t.path("id").asInt(-1));
      return 1 + IntStream.concat(pieces, added).max().orElse(-1);
    } catch (IOException e) {
      throw ModelTrouble.loading(model, e);
    }
  }

  /// At least one, in order.
  List<long[]> windows(String text) {
    long[] pieces = pieces(model.prefix() + text);
    int before = shared(prefix, pieces);
    int room = room(before);
    List<long[]> windows = new ArrayList<>();
    int from = before;
    do {
      int to = Math.min(from + room, pieces.length);
      windows.add(window(pieces, before, from, to));
      from = to;
    } while (from < pieces.length);
    return windows;
  }

  /// One piece of the vocabulary as a text of its own, without the prefix.
  long[] window(long piece) {
    return window(new long[] {piece}, 0, 0, 1);
  }

  private long[] window(long[] pieces, int before, int from, int to) {
    long[] window = new long[head.length + before + to - from + tail.length];
    System.arraycopy(head, 0, window, 0, head.length);
    System.arraycopy(pieces, 0, window, head.length, before);
    System.arraycopy(pieces, from, window, head.length + before, to - from);
    System.arraycopy(tail, 0, window, window.length - tail.length, tail.length);
    return window;
  }

  private int room(int before) {
    return model.maxTokens() - head.length - tail.length - before;
  }

  /// How many ids the two begin with alike: a prefix's last space may belong to the word behind.
  private static int shared(long[] a, long[] b) {
    int mismatch = Arrays.mismatch(a, b);
    return mismatch < 0 ? a.length : mismatch;
  }

  @Override
  public void close() {
    library.close();
  }
}
