package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import java.util.Locale;
import java.util.Map;

/// Methods of strings that change upper and lower case, by Unicode's full mappings.
final class CaseMethods {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("upper()", (text, arguments) -> upper((String) text)),
          entry("lower()", (text, arguments) -> lower((String) text)),
          entry("title()", (text, arguments) -> title(each(text, arguments))),
          entry("capitalize()", (text, arguments) -> capitalize((String) text)),
          entry("swapcase()", (text, arguments) -> swap(each(text, arguments))),
          entry("casefold()", (text, arguments) -> fold(each(text, arguments))));

  private CaseMethods() {}

  /// A text of which each character is looked at by itself, at the price of that.
  static String each(Object text, Arguments arguments) {
    arguments.budget().spell(((String) text).length() >> 1);
    return (String) text;
  }

  static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    // The rest is cut from the lower case of all, since that of a sigma depends on its neighbours.
    int begin = lower(Text.character(first)).length();
    return title(first) + lower(text).substring(begin);
  }

  private static String title(String text) {
    String lower = lower(text);
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    int place = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int length = lower(Text.character(c)).length();
      out.append(inWord ? lower.substring(place, place + length) : title(c));
      place += length;
      inWord = CharacterKinds.isCased(c);
    }
    return out.toString();
  }

  /// The title case of one character, which Java knows only where that is one character too.
  private static String title(int c) {
    int simple = Character.toTitleCase(c);
    if (c < 0x80 || simple != c || Character.isTitleCase(c)) {
      return Text.character(simple);
    }
    String upper = upper(Text.character(c));
    int first = Character.charCount(upper.codePointAt(0));
    if (c == 0x149 || upper.length() == first) {
      return upper;
    }
    return upper.substring(0, first) + lower(upper.substring(first)).replace('\u03B9', '\u0345');
  }

  private static String swap(String text) {
    String lower = lower(text);
    StringBuilder out = new StringBuilder(text.length());
    int place = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      String one = Text.character(c);
      int length = lower(one).length();
      if (Character.isUpperCase(c)) {
        out.append(lower, place, place + length);
      } else {
        out.append(Character.isLowerCase(c) ? upper(one) : one);
      }
      place += length;
    }
    return out.toString();
  }

  /// For comparing without case.
  private static String fold(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.append(fold(c)));
    return out.toString();
  }

  /// The lower case of the upper case, which is longer for some; Cherokee folds to upper case.
  private static String fold(int c) {
    boolean cherokee = (c >= 0x13A0 && c <= 0x13FF) || (c >= 0xAB70 && c <= 0xABBF);
    if (cherokee || c == 0x131) {
      return cherokee ? Text.character(Character.toUpperCase(c)) : Text.character(c);
    }
    return c == 0x1E9E ? "ss" : lowerEach(upper(Text.character(c)));
  }

  private static String lowerEach(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.append(lower(Text.character(c))));
    return out.toString();
  }
}
