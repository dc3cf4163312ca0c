package dev.bagel.torch.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON in UTF-8 whose objects have no member twice, read piece by piece: it takes memory for what
/// is kept of it only.
final class StrictJson {
  /// The most that is read. Models of 100,000 tensors need a fifth of it, and what is made of it
  /// fits into a small heap.
  static final int MOST_BYTES = 50_000_000;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private StrictJson() {}

  /// Reads one value and the end behind it.
  ///
  /// @param what what the text is, as in "its header"
  /// @param reader begins at the value's first token and ends at its last
  /// @throws BagelException USER when it is something else
  static <T> T read(Path file, String what, byte[] text, Function<JsonParser, T> reader) {
    // A decoder of our own: the parser's would guess UTF-16 and UTF-32 too.
    InputStreamReader in =
        new InputStreamReader(new ByteArrayInputStream(text), UTF_8.newDecoder());
    try (JsonParser json = JSON.createParser(in)) {
      json.nextToken();
      T value = reader.apply(json);
      if (json.nextToken() != null) {
        throw Damage.of(file, what + " has more behind its end");
      }
      return value;
    } catch (JacksonException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw Damage.of(file, what + " is not JSON as it should be: " + reason, e);
    }
  }

  /// Goes through the object at whose beginning the parser is; `member` reads or skips one value,
  /// from its first token to its last.
  ///
  /// @return false when there is no object
  static boolean members(JsonParser json, Consumer<String> member) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      member.accept(name);
    }
    return true;
  }
}
