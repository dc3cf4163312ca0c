package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.ParameterType.Choice;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.ListOf;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.ParameterType.TrueOrFalse;
import dev.bagel.prompting.functions.ParameterType.WholeNumber;
import dev.bagel.prompting.functions.Value.Fields;
import dev.bagel.prompting.functions.Value.Items;
import dev.bagel.prompting.functions.Value.Nothing;
import dev.bagel.prompting.functions.Value.Numeral;
import dev.bagel.prompting.functions.Value.Plain;
import dev.bagel.prompting.functions.Value.Text;
import dev.bagel.prompting.functions.Value.Truth;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values as Java objects of their parameter's type.
///
/// A number in quotation marks is a number, `"true"` is true, and a number where text is asked for
/// is the text as written: nothing else is changed into another type.
final class ValueTypes {
  private static final int LONGEST_NUMBER = 100;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  private final CallValidator validator;

  ValueTypes(CallValidator validator) {
    this.validator = validator;
  }

  /// Null where it is not of the type, which is then a problem.
  @Nullable Object convert(Value value, ParameterType type, String path) {
    return switch (type) {
      case ParameterType.Text() -> orProblem(scalar(value), value, type, path);
      case Choice(List<String> values) -> {
        @Nullable String text = scalar(value);
        yield orProblem(values.contains(text) ? text : null, value, type, path);
      }
      case WholeNumber() -> orProblem(whole(value), value, type, path);
      case DecimalNumber() -> orProblem(decimal(value), value, type, path);
      case TrueOrFalse() -> orProblem(truth(value), value, type, path);
      case ListOf(ParameterType item) ->
          value instanceof Items(List<Value> values)
              ? items(values, item, path)
              : orProblem(null, value, type, path);
      case Nested(List<Parameter> parameters) ->
          value instanceof Fields(Map<String, Value> fields)
              ? validator.fields(fields, parameters, path)
              : orProblem(null, value, type, path);
    };
  }

  private List<Object> items(List<Value> values, ParameterType item, String path) {
    List<Object> converted = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      @Nullable Object one = convert(values.get(i), item, "%s[%d]".formatted(path, i));
      if (one != null) {
        converted.add(one);
      }
    }
    return Collections.unmodifiableList(converted);
  }

  private <T> @Nullable T orProblem(
      @Nullable T converted, Value value, ParameterType type, String path) {
    if (converted == null) {
      validator.problem(path, "found " + words(value), TypeMarker.words(type));
    }
    return converted;
  }

  private static @Nullable String scalar(Value value) {
    return switch (value) {
      case Text(String text) -> text;
      case Plain(String text) -> text;
      case Numeral(String literal) -> literal;
      case Truth(_), Nothing(), Items(_), Fields(_) -> null;
    };
  }

  private static @Nullable BigDecimal decimal(Value value) {
    @Nullable String text = scalar(value);
    boolean number =
        text != null && text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
    return number ? new BigDecimal(text) : null;
  }

  /// `3.0` is a whole number too.
  private static @Nullable Long whole(Value value) {
    @Nullable BigDecimal decimal = decimal(value);
    if (decimal == null || decimal.stripTrailingZeros().scale() > 0) {
      return null;
    }
    BigInteger whole = decimal.toBigIntegerExact();
    return whole.bitLength() < Long.SIZE ? whole.longValueExact() : null;
  }

  private static @Nullable Boolean truth(Value value) {
    if (value instanceof Truth(boolean truth)) {
      return truth;
    }
    @Nullable String text = scalar(value);
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      case null, default -> null;
    };
  }

  private static String words(Value value) {
    return switch (value) {
      case Text(String text) -> "the text '%s'".formatted(Shown.of(text));
      case Plain(String text) -> "'%s'".formatted(Shown.of(text));
      case Numeral(String literal) -> "the number " + Shown.of(literal);
      case Truth(boolean truth) -> String.valueOf(truth);
      case Nothing() -> "null";
      case Items(_) -> "a list";
      case Fields(_) -> "an object";
    };
  }
}
