package dev.bagel.torch.data;

import dev.bagel.chat.PromptFormat;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the source of a row is called. Builds write `boolq_vicuna` for rows of boolq in the format
/// vicuna: that is source `boolq`. Rows of files that name none are of the source that the file is
/// called.
final class Sources {
  private Sources() {}

  static String of(Map<String, @Nullable Object> row, String otherwise) {
    Object source = row.get("source");
    if (source == null) {
      return otherwise;
    }
    Object format = row.get("format");
    return format == null ? source.toString() : without(source.toString(), "_" + format);
  }

  /// Of a packed row, which does not name the formats of its rows.
  static String packed(String source) {
    return Arrays.stream(PromptFormat.values())
        .map(format -> "_" + format.label())
        .filter(source::endsWith)
        .findFirst()
        .map(ending -> without(source, ending))
        .orElseGet(() -> without(source, "_plain_text"));
  }

  private static String without(String source, String ending) {
    return source.endsWith(ending) && source.length() > ending.length()
        ? source.substring(0, source.length() - ending.length())
        : source;
  }
}
