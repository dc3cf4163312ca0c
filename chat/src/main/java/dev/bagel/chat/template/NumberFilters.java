package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Filters that make or take numbers.
final class NumberFilters {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("int(default?, base?)", NumberFilters::integer),
          entry("float(default?)", NumberFilters::real),
          entry("abs()", (value, arguments) -> absolute(value)),
          entry("round(precision?, method?)", NumberFilters::round),
          entry("sum(attribute?, start?)", NumberFilters::sum),
          entry("filesizeformat(binary?)", NumberFilters::fileSize));

  private NumberFilters() {}

  private static Object integer(Object value, Arguments arguments) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (Numbers.isInteger(value)) {
      return Numbers.integer(value);
    }
    if (Text.is(value)) {
      arguments.budget().spell(value.toString().length() >> 2);
      Long parsed = NumberText.integer(value.toString(), arguments.index(1, 10));
      if (parsed != null) {
        return parsed;
      }
    }
    Double number = number(value);
    return number == null || number.isNaN() || number.isInfinite()
        ? arguments.get(0, 0L)
        : (Object) Numbers.truncate(number);
  }

  private static Object real(Object value, Arguments arguments) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (Text.is(value)) {
      arguments.budget().spell(value.toString().length() >> 2);
    }
    Double number = number(value);
    return number == null ? arguments.get(0, 0.0) : number;
  }

  private static @Nullable Double number(Object value) {
    if (Numbers.isNumber(value)) {
      return Numbers.real(value);
    }
    return Text.is(value) ? NumberText.real(value.toString()) : null;
  }

  private static Object absolute(Object value) {
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    if (!Numbers.isInteger(value)) {
      throw Types.wrong("what abs is taken of", "a number", value);
    }
    return Numbers.integer(value) < 0 ? Arithmetic.negate(value) : (Object) Numbers.integer(value);
  }

  private static Object round(Object value, Arguments arguments) {
    int precision = arguments.index(0, 0);
    String method = arguments.text(1, "common");
    if (!Numbers.isNumber(value)) {
      throw Types.wrong("what is rounded", "a number", value);
    }
    return switch (method) {
      case "common" ->
          value instanceof Double number
              ? (Object) round(number, precision)
              : (Object) round(Numbers.integer(value), precision);
      case "ceil", "floor" -> {
        Object power = Arithmetic.power(10L, (long) precision);
        Object scaled = Arithmetic.multiply(value, power, arguments.budget());
        if (!(scaled instanceof Double real)) {
          yield Arithmetic.divide(scaled, power);
        }
        if (Double.isNaN(real) || Double.isInfinite(real)) {
          throw new TemplateException("cannot round " + FloatText.repr(real));
        }
        double whole = method.equals("ceil") ? Math.ceil(real) : Math.floor(real);
        // Adding zero makes the negative zero a positive one, as in Python's integers.
        yield (whole + 0.0) / Numbers.real(power);
      }
      default -> throw new TemplateException("round goes by 'common', 'ceil' or 'floor'");
    };
  }

  private static double round(double number, int precision) {
    if (Double.isNaN(number) || Double.isInfinite(number) || precision > 340) {
      return number;
    }
    if (precision < -340) {
      return Math.copySign(0.0, number);
    }
    double rounded =
        new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
    return Math.copySign(rounded, number);
  }

  private static long round(long number, int precision) {
    if (precision >= 0) {
      return number;
    }
    if (precision < -19) {
      return 0;
    }
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(precision, RoundingMode.HALF_EVEN);
    if (rounded.toBigInteger().bitLength() > 63) {
      throw Numbers.tooLarge();
    }
    return rounded.longValue();
  }

  private static Object sum(Object value, Arguments arguments) {
    UnaryOperator<Object> getter = Paths.getter(arguments.get(0, None.NONE), null);
    Object sum = arguments.get(1, 0L);
    if (Text.is(sum)) {
      throw new TemplateException("sum does not add strings; use join");
    }
    for (Object item : Python.iterate(value)) {
      sum = Python.add(sum, getter.apply(item), arguments.budget());
    }
    return sum;
  }

  private static Object fileSize(Object value, Arguments arguments) {
    boolean binary = arguments.truth(0, false);
    Double size = number(value);
    if (size == null) {
      throw Types.wrong("a size", "a number", value);
    }
    double base = binary ? 1024 : 1000;
    if (size == 1) {
      return "1 Byte";
    }
    if (size < base) {
      return Numbers.truncate(size) + " Bytes";
    }
    String prefixes = binary ? "KMGTPEZY" : "kMGTPEZY";
    int prefix = 0;
    double unit = base * base;
    while (!(size < unit) && prefix < prefixes.length() - 1) {
      unit *= base;
      prefix++;
    }
    return NumberLayout.fixed(base * size / unit, 1)
        + " "
        + prefixes.charAt(prefix)
        + (binary ? "iB" : "B");
  }
}
