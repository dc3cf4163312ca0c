package dev.bagel.dataset.files;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes Java values as JSON.
final class JsonValues {
  private JsonValues() {}

  static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(Utf8.refuseLoneSurrogate(text));
      case Boolean truth -> json.writeBoolean(truth);
      case Integer whole -> json.writeNumber(whole);
      case Long whole -> json.writeNumber(whole);
      case Double number -> writeFinite(json, number);
      case Float number -> writeFinite(json, number);
      case Record record -> writeRecord(json, record);
      case Map<?, ?> map -> writeMap(json, map);
      case Iterable<?> list -> {
        json.writeStartArray();
        list.forEach(each -> write(json, each));
        json.writeEndArray();
      }
      default -> json.writeString(value.toString());
    }
  }

  private static void writeFinite(JsonGenerator json, double number) {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }

  private static void writeRecord(JsonGenerator json, Record record) {
    json.writeStartObject();
    for (RecordFields.Field field : RecordFields.of(record.getClass())) {
      json.writeName(field.column());
      write(json, field.value(record));
    }
    json.writeEndObject();
  }

  private static void writeMap(JsonGenerator json, Map<?, ?> map) {
    json.writeStartObject();
    map.forEach(
        (name, value) -> {
          json.writeName(Utf8.refuseLoneSurrogate(String.valueOf(name)));
          write(json, value);
        });
    json.writeEndObject();
  }
}
