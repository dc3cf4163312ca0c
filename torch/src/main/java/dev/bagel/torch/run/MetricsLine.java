package dev.bagel.torch.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A row as one line of JSON: `{"step":3,"time":"2026-01-31T12:00:00Z","train/loss":1.5}`. JSON has
/// no word for `NaN` and infinities, which are written as texts.
final class MetricsLine {
  static final String STEP = "step";
  static final String TIME = "time";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private MetricsLine() {}

  /// Without its end of line.
  static String write(MetricsRow row) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(STEP, row.step());
    members.put(TIME, row.time().toString());
    row.values().forEach((name, value) -> members.put(name, number(value)));
    return JSON.writeValueAsString(members);
  }

  /// Empty when the line is no row.
  static Optional<MetricsRow> read(String line) {
    try {
      JsonNode members = JSON.readTree(line);
      JsonNode step = members.path(STEP);
      JsonNode time = members.path(TIME);
      if (!step.isIntegralNumber() || !step.canConvertToLong() || !time.isString()) {
        return Optional.empty();
      }
      Map<String, Double> values = new TreeMap<>();
      for (Map.Entry<String, JsonNode> member : members.properties()) {
        if (!member.getKey().equals(STEP) && !member.getKey().equals(TIME)) {
          values.put(member.getKey(), number(member.getValue()));
        }
      }
      return Optional.of(
          new MetricsRow(step.longValue(), Instant.parse(time.stringValue()), values));
    } catch (JacksonException | DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }

  private static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.isString() ? value.stringValue() : "") {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException("no number");
    };
  }
}
