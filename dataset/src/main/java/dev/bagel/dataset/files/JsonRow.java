package dev.bagel.dataset.files;

import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.files.ReadRow.Row;
import dev.bagel.dataset.sample.DropReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Parses the bytes of one JSON object. Whole numbers that no long holds become doubles; NaN and
/// the infinities, which pandas writes though JSON has none, become null.
final class JsonRow {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(RowBytes.LIMIT).build())
          .build();

  private final Set<String> columns;

  /// `columns` empty: all.
  JsonRow(Set<String> columns) {
    this.columns = columns;
  }

  ReadRow read(long number, byte[] bytes, int length) {
    try {
      return new Row(number, values(bytes, length));
    } catch (Unsound e) {
      return new BadRow(number, e.reason, e.text, Excerpt.of(bytes, length));
    } catch (JacksonException e) {
      String message = "not JSON: " + reason(e);
      return new BadRow(number, DropReason.MALFORMED, message, Excerpt.of(bytes, length));
    }
  }

  private Map<String, @Nullable Object> values(byte[] bytes, int length) {
    if (!Utf8.valid(bytes, 0, length)) {
      throw new Unsound(DropReason.INVALID_TEXT, "not UTF-8");
    }
    if (holdsNul(bytes, length)) {
      // Jackson would take such bytes for UTF-16.
      throw new Unsound(DropReason.MALFORMED, "not JSON: a zero byte");
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unsound(DropReason.MALFORMED, "not a JSON object");
      }
      Map<String, @Nullable Object> values = row(parser, mayHoldSurrogates(bytes, length));
      if (parser.nextToken() != null) {
        throw new Unsound(DropReason.MALFORMED, "more than one JSON value");
      }
      return values;
    }
  }

  private Map<String, @Nullable Object> row(JsonParser parser, boolean surrogates) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (columns.isEmpty() || columns.contains(name)) {
        Object value = value(parser);
        if (surrogates) {
          refuseLoneSurrogates(name, value);
        }
        values.put(name, value);
      } else {
        parser.skipChildren();
      }
    }
    return values;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      values.put(name, value(parser));
    }
    return values;
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    List<@Nullable Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser));
    }
    return values;
  }

  private static @Nullable Object whole(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> finite(parser.getDoubleValue());
    };
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static boolean holdsNul(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /// Valid UTF-8 holds no surrogates, but an escape may spell one. (In names the parser itself
  /// refuses half a pair.)
  private static boolean mayHoldSurrogates(byte[] bytes, int length) {
    for (int i = 2; i < length; i++) {
      if (bytes[i - 1] == 'u' && bytes[i - 2] == '\\' && (bytes[i] | 0x20) == 'd') {
        return true;
      }
    }
    return false;
  }

  private static void refuseLoneSurrogates(String column, @Nullable Object value) {
    switch (value) {
      case String text when Utf8.hasLoneSurrogate(text) ->
          throw new Unsound(DropReason.INVALID_TEXT, "half a surrogate pair in " + column);
      case List<?> list -> list.forEach(each -> refuseLoneSurrogates(column, each));
      case Map<?, ?> map -> map.forEach((_, each) -> refuseLoneSurrogates(column, each));
      case null, default -> {}
    }
  }

  private static String reason(JacksonException e) {
    String message = e.getOriginalMessage();
    String where = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
    return Excerpt.of(message.strip().replaceAll("\\s+", " ")) + where;
  }

  private static final class Unsound extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final DropReason reason;
    final String text;

    Unsound(DropReason reason, String text) {
      super(text, null, false, false);
      this.reason = reason;
      this.text = text;
    }
  }
}
