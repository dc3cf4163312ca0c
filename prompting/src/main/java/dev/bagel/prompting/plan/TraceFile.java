package dev.bagel.prompting.plan;

import dev.bagel.BagelException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Traces as JSON, with every field of [PlanTrace] by its name, below `format`.
public final class TraceFile {
  private static final String FORMAT = "bagel-plan-trace-1";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Half a surrogate pair, which tools give by cutting: no file can hold it as it is.
  private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

  private TraceFile() {}

  private record Content(String format, PlanTrace trace) {}

  /// The trace as JSON; ends with a line feed.
  public static String write(PlanTrace trace) {
    String json = JSON.writeValueAsString(new Content(FORMAT, trace)) + "\n";
    return HALF_PAIR
        .matcher(json)
        .replaceAll(half -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
  }

  /// The trace that [#write] wrote.
  ///
  /// @param source named in messages, such as the file
  /// @throws BagelException of kind USER for anything else
  public static PlanTrace read(String json, String source) {
    @Nullable Content content;
    try {
      content = JSON.readValue(json, Content.class);
    } catch (JacksonException e) {
      throw BagelException.user(
          "%s is no trace of a plan, line %d: %s"
              .formatted(source, e.getLocation().getLineNr(), trouble(e)),
          e);
    }
    if (content == null) {
      throw BagelException.user(source + " is no trace of a plan: there is nothing in it");
    }
    if (!content.format().equals(FORMAT)) {
      throw BagelException.user(
          "%s is of the format %s; this version reads %s"
              .formatted(source, Excerpt.line(content.format(), 100), FORMAT));
    }
    return content.trace();
  }

  /// Without the names of classes and settings that the parser adds.
  private static String trouble(JacksonException e) {
    String name = e.getPath().isEmpty() ? "" : "'" + e.getPath().getLast().getPropertyName() + "'";
    return switch (e) {
      case UnrecognizedPropertyException _ -> name + " does not belong there";
      case InvalidFormatException wrong ->
          "%s cannot be '%s'".formatted(name, Excerpt.line(String.valueOf(wrong.getValue()), 60));
      case MismatchedInputException _ when name.isEmpty() -> "it is no JSON object";
      case MismatchedInputException _ -> name + " is missing, or is not as it should be";
      case StreamReadException _ -> "it is damaged, or cut off";
      default -> Excerpt.line(String.valueOf(e.getOriginalMessage()), 300);
    };
  }
}
