package dev.bagel.dataset.files;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes YAML that parsers of 1.1 and of 1.2 read alike.
public final class YamlText {
  private YamlText() {}

  /// Keys and values in their order, a line each.
  ///
  /// @param values texts, numbers, booleans, null, lists and maps of them
  public static String of(Map<String, ? extends @Nullable Object> values) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(Integer.MAX_VALUE) // a path stays on its line
            .setSplitLines(false)
            .build();
    return new Dump(settings).dumpToString(values);
  }
}
