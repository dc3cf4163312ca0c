package dev.bagel.dataset.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes what a [Drop] tells beside its reason: a JSON object on one line.
public final class Detail {
  private Detail() {}

  /// `Detail.of("answer", "7", "choices", "4")` is `{"answer":"7","choices":"4"}`: keys and values
  /// by turns, in the order given.
  public static String of(String... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a key without a value: " + keysAndValues.length);
    }
    Map<String, String> detail = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      detail.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return JsonMapper.shared().writeValueAsString(detail);
  }
}
