package dev.bagel.chat.template;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Python's `datetime.strftime` as it is on Linux in the C locale, for a time without a zone: `%`,
/// flags (`-` nothing before a number, `_` spaces, `0` zeros, `^` upper case, `#` the other case),
/// a width, `E` or `O` (which change nothing in this locale), and a letter. What has no meaning
/// stays as it is.
final class Strftime {
  private static final String FLAGS = "_-0^#";
  private static final int WIDEST = 1_000;

  private final LocalDateTime time;
  private String flags = "";
  private int width;
  private char letter;

  private Strftime(LocalDateTime time) {
    this.time = time;
  }

  static String format(String format, LocalDateTime time) {
    Strftime directive = new Strftime(time);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      int end = format.charAt(at) == '%' ? directive.read(format, at) : 0;
      if (end == 0) {
        out.append(format.charAt(at++));
      } else {
        String text = directive.text();
        out.append(directive.laidOut(text == null ? format.substring(at, end) : text));
        at = end;
      }
    }
    return out.toString();
  }

  /// Takes a directive apart and says where it ends; 0 if it is none.
  private int read(String format, int percent) {
    int at = percent + 1;
    int flagsFrom = at;
    while (at < format.length() && FLAGS.indexOf(format.charAt(at)) >= 0) {
      at++;
    }
    flags = format.substring(flagsFrom, at);
    width = 0;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      width = Math.min(width * 10 + format.charAt(at++) - '0', WIDEST + 1);
    }
    if (width > WIDEST) {
      throw new TemplateException("a time is not written wider than " + WIDEST + " characters");
    }
    if (at < format.length() && (format.charAt(at) == 'E' || format.charAt(at) == 'O')) {
      at++;
    }
    letter = at < format.length() ? format.charAt(at) : 0;
    return at < format.length() ? at + 1 : 0;
  }

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  /// The last of the flags that say what comes before; 0 without any.
  private char padding() {
    for (int i = flags.length() - 1; i >= 0; i--) {
      if ("_-0".indexOf(flags.charAt(i)) >= 0) {
        return flags.charAt(i);
      }
    }
    return 0;
  }

  private String laidOut(String text) {
    String missing = (padding() == '0' ? "0" : " ").repeat(Math.max(width - text.length(), 0));
    return missing + (has('^') && letter != 'P' ? text.toUpperCase(Locale.ROOT) : text);
  }

  /// Null for a letter without a meaning.
  private @Nullable String text() {
    return switch (letter) {
      case 'a' -> word(time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
      case 'A' -> word(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case 'b', 'h' ->
          word(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3));
      case 'B' -> word(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case 'p' -> time.getHour() < 12 ? has('#') ? "am" : "AM" : has('#') ? "pm" : "PM";
      case 'P' -> time.getHour() < 12 ? "am" : "pm";
      case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
      case 'x', 'D' -> format("%m/%d/%y", time);
      case 'X', 'T' -> format("%H:%M:%S", time);
      case 'F' -> format("%Y-%m-%d", time);
      case 'R' -> format("%H:%M", time);
      case 'r' -> format("%I:%M:%S %p", time);
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'z', 'Z' -> "";
      case 's' -> Long.toString(time.atZone(ZoneId.systemDefault()).toEpochSecond());
      case '%' -> "%";
      default -> numbers();
    };
  }

  private @Nullable String numbers() {
    int weekday = time.getDayOfWeek().getValue();
    return switch (letter) {
      case 'Y' -> number(time.getYear(), 1);
      case 'C' -> number(time.getYear() / 100, 1);
      case 'y' -> number(time.getYear() % 100, 2);
      case 'G' -> number(time.get(IsoFields.WEEK_BASED_YEAR), 1);
      case 'g' -> number(time.get(IsoFields.WEEK_BASED_YEAR) % 100, 2);
      case 'm' -> number(time.getMonthValue(), 2);
      case 'd' -> number(time.getDayOfMonth(), 2);
      case 'e' -> spaced(time.getDayOfMonth());
      case 'H' -> number(time.getHour(), 2);
      case 'k' -> spaced(time.getHour());
      case 'I' -> number(time.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2);
      case 'l' -> spaced(time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 'M' -> number(time.getMinute(), 2);
      case 'S' -> number(time.getSecond(), 2);
      case 'f' -> flags.isEmpty() && width == 0 ? number(time.getNano() / 1000, 6) : null;
      case 'j' -> number(time.getDayOfYear(), 3);
      case 'u' -> number(weekday, 1);
      case 'w' -> number(weekday % 7, 1);
      case 'U' -> number((time.getDayOfYear() + 6 - weekday % 7) / 7, 2);
      case 'W' -> number((time.getDayOfYear() + 7 - weekday) / 7, 2);
      case 'V' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      default -> null;
    };
  }

  private String word(String word) {
    return has('#') ? word.toUpperCase(Locale.ROOT) : word;
  }

  private String spaced(long value) {
    return padding() == 0 ? padded(value, 2, " ") : number(value, 2);
  }

  private String number(long value, int digits) {
    return switch (padding()) {
      case '-' -> Long.toString(value);
      case '_' -> padded(value, digits, " ");
      default -> padded(value, Math.max(digits, width), "0");
    };
  }

  private static String padded(long value, int digits, String filler) {
    String text = Long.toString(value);
    return filler.repeat(Math.max(digits - text.length(), 0)) + text;
  }
}
