package dev.bagel.torch.weights;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The header of a safetensors file: a JSON object with type, shape and place of each tensor.
final class HeaderReader {
  static final String METADATA = "__metadata__";

  /// No model has as many, and a list of any length would be kept.
  private static final int MOST_DIMENSIONS = 64;

  private final Path file;
  private final JsonParser json;
  private final List<TensorEntry> entries = new ArrayList<>();

  private HeaderReader(Path file, JsonParser json) {
    this.file = file;
    this.json = json;
  }

  /// The entries in the order of the header; whether they fit together is not looked at.
  ///
  /// @throws BagelException USER when it is no header
  static List<TensorEntry> read(Path file, byte[] header) {
    return StrictJson.read(
        file, "its header", header, json -> new HeaderReader(file, json).entries());
  }

  private List<TensorEntry> entries() {
    if (!StrictJson.members(json, this::member)) {
      throw Damage.of(file, "its header is no JSON object");
    }
    return entries;
  }

  private void member(String name) {
    if (name.equals(METADATA)) {
      json.skipChildren();
      return;
    }
    try {
      entries.add(new Fields(name).read());
    } catch (JacksonException e) {
      throw wrong(name, "is not JSON as it should be: " + e.getOriginalMessage(), e);
    }
  }

  private BagelException wrong(String name, String what, @Nullable Throwable cause) {
    return Damage.of(
        file, "the header's entry of tensor " + Damage.quoted(name) + " " + what, cause);
  }

  /// One tensor's entry.
  private final class Fields {
    private final String name;
    private @Nullable ElementType type;
    private long @Nullable [] shape;
    private long @Nullable [] offsets;

    private Fields(String name) {
      this.name = name;
    }

    private TensorEntry read() {
      if (!StrictJson.members(json, this::field)) {
        throw wrong(name, "is no JSON object", null);
      }
      if (type == null || shape == null || offsets == null || offsets.length != 2) {
        throw wrong(name, "must have dtype, shape, and data_offsets of two numbers", null);
      }
      return new TensorEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private void field(String key) {
      switch (key) {
        case "dtype" -> type = type();
        case "shape" -> shape = numbers(key);
        case "data_offsets" -> offsets = numbers(key);
        default -> json.skipChildren();
      }
    }

    private ElementType type() {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        throw wrong(name, "has a dtype that is no text", null);
      }
      String text = json.getString();
      return ElementType.named(text)
          .orElseThrow(
              () ->
                  BagelException.user(
                      "%s: the tensor %s is of type %s, which Bagel does not read; convert it to one of %s"
                          .formatted(
                              file,
                              Damage.quoted(name),
                              Damage.quoted(text),
                              Arrays.toString(ElementType.values()))));
    }

    private long[] numbers(String key) {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw wrong(name, "has a " + key + " that is no list", null);
      }
      long[] numbers = new long[MOST_DIMENSIONS];
      int count = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || count == MOST_DIMENSIONS) {
          throw wrong(
              name,
              "has a %s that is no list of at most %d whole numbers"
                  .formatted(key, MOST_DIMENSIONS),
              null);
        }
        numbers[count++] = json.getLongValue();
      }
      return Arrays.copyOf(numbers, count);
    }
  }
}
