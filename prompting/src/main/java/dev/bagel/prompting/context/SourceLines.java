package dev.bagel.prompting.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads lines of sources: `key: value`, several of them parted by commas or semicolons, or a bare
/// value. The keys of the blocks say where a field begins. For one answer: what it may cost is
/// counted.
final class SourceLines {
  private static final int LONGEST_KEY = 64;
  private static final Pattern BULLET =
      Pattern.compile("\\s{0,12}(?:>\\s{0,3})?(?:(?:[-*+•‣–]|\\d{1,3}[.)]|\\[\\d{1,3}])\\s++)?");
  private static final Pattern ANY_KEY =
      Pattern.compile(
          "[\"'*_`]{0,3}([\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,39})[\"'*_`]{0,3}:(?=\\s|$)");
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\s\\p{Punct}&&[^/@\\d]]*+");
  private static final Pattern SENTENCE =
      Pattern.compile("(?:\\s{1,3}+\\S++){4,}+[\\s\\S]*+(?<=[.!?])");
  private static final Pattern JOINT = Pattern.compile("[,;]\\s|\\sand\\s");
  private static final int MOST_PARTS = 100;
  private static final int MOST_LINES = 1_000;
  private static final int TYPICAL_LINE = 200;
  private static final String BEFORE_KEY = " \t,;|([{\"'*`_>";
  private static final String MARKUP = "\"'*_`{([<";
  private static final String AFTER_VALUE = ",;|&({}";
  private static final Set<String> NONE =
      Set.of("", "none", "n/a", "na", "-", "unknown", "not given", "not provided", "none given");

  private final GivenMetadata given;
  private final boolean colons;
  private final int longest;
  private int colonsLeft = 5_000;
  private int charactersLeft;

  SourceLines(GivenMetadata given) {
    this.given = given;
    this.colons = given.hasKeysWithColon();
    this.longest = Math.max(2_000, 2 * given.longestMetadata());
    this.charactersLeft = Math.max(MOST_LINES * TYPICAL_LINE, 20 * longest);
  }

  /// After so many lines that no honest answer has them, fewer if they are long.
  boolean isUsedUp() {
    return charactersLeft <= 0;
  }

  /// What is longer than any line of the blocks' metadata, and then some, is prose from there on.
  SourceLine read(String whole) {
    String line = whole.substring(0, Math.min(longest, whole.length()));
    charactersLeft -= Math.max(TYPICAL_LINE, line.length());
    Matcher bullet = BULLET.matcher(line);
    int from = bullet.lookingAt() ? bullet.end() : 0;
    boolean bulleted = !line.substring(0, from).isBlank();
    String body = line.substring(from).strip();
    String prose = whole.substring(line.length());
    if (NONE.contains(Spelling.value(body).toLowerCase(Locale.ROOT))) {
      return new SourceLine(bulleted, false, List.of(), prose);
    }
    List<Span> keys = keys(body);
    return (keys.isEmpty() ? withoutKeys(bulleted, body) : withKeys(bulleted, body, keys))
        .before(prose);
  }

  private SourceLine withKeys(boolean bulleted, String body, List<Span> keys) {
    List<Field> fields = new ArrayList<>();
    Span first = keys.getFirst();
    String before = trimmed(body.substring(0, first.from()));
    if (!WORDS.matcher(before).matches()) {
      fields.addAll(withoutKeys(bulleted, before).fields());
    }
    Field whole = new Field(first.key(), body.substring(first.value()).strip());
    if (!given.owners(whole).isEmpty()) {
      fields.add(whole);
      return new SourceLine(bulleted, true, fields, "");
    }
    String prose = "";
    for (int i = 0; i < keys.size(); i++) {
      Span key = keys.get(i);
      boolean last = i == keys.size() - 1;
      int stop = last ? body.length() : keys.get(i + 1).from();
      String value = trimmed(body.substring(Math.min(key.value(), stop), stop));
      int end = last ? end(key.key(), value) : value.length();
      fields.add(new Field(key.key(), trimmed(value.substring(0, end))));
      prose = value.substring(end).strip();
      Matcher unknown = ANY_KEY.matcher(prose);
      boolean listed = !prose.isEmpty() && ",;".indexOf(value.charAt(end - 2)) >= 0;
      if (listed && isField(unknown, prose)) {
        fields.add(new Field(unknown.group(1).strip(), trimmed(prose.substring(unknown.end()))));
        prose = "";
      }
    }
    return new SourceLine(bulleted, true, fields, prose);
  }

  /// Whether a text begins with a key, and what follows is no sentence.
  private static boolean isField(Matcher key, String text) {
    return key.lookingAt() && !SENTENCE.matcher(text).region(key.end(), text.length()).matches();
  }

  private SourceLine withoutKeys(boolean bulleted, String body) {
    Matcher key = ANY_KEY.matcher(body);
    if (isField(key, body)) {
      Field field = new Field(key.group(1).strip(), trimmed(body.substring(key.end())));
      return new SourceLine(bulleted, false, List.of(field), "");
    }
    Field bare = new Field("", body);
    if (!given.owners(bare).isEmpty()) {
      return new SourceLine(bulleted, true, List.of(bare), "");
    }
    List<Field> parts =
        Arrays.stream(JOINT.split(body, MOST_PARTS + 1))
            .map(part -> new Field("", part.strip()))
            .toList();
    if (parts.size() <= MOST_PARTS
        && parts.stream().noneMatch(part -> given.owners(part).isEmpty())) {
      return new SourceLine(bulleted, true, parts, "");
    }
    int end = end("", body);
    return new SourceLine(
        bulleted,
        end < body.length(),
        List.of(new Field("", body.substring(0, end))),
        body.substring(end).strip());
  }

  /// Where the value ends and prose begins: at its end, unless only a shorter one is a block's.
  private int end(String key, String value) {
    if (given.owners(new Field(key, value)).isEmpty()) {
      for (String border : List.of(". ", ") ", ", ", "; ", " ")) {
        int at = value.indexOf(border);
        if (at > 0 && !given.owners(new Field(key, value.substring(0, at))).isEmpty()) {
          return at + border.length();
        }
      }
    }
    return value.length();
  }

  private List<Span> keys(String body) {
    List<Span> keys = new ArrayList<>();
    int from = 0;
    for (int colon = body.indexOf(':');
        colon >= 0 && colonsLeft > 0;
        colon = body.indexOf(':', colon + 1)) {
      colonsLeft--;
      Span key = keyBefore(body, from, colon);
      if (key != null) {
        keys.add(key);
      }
      if (key != null || !colons) {
        from = colon + 1;
      }
    }
    return keys;
  }

  private @Nullable Span keyBefore(String body, int from, int colon) {
    int end = colon;
    while (end > from && colon - end < 4 && " *_`\"'".indexOf(body.charAt(end - 1)) >= 0) {
      end--;
    }
    Span found = null;
    int tries = 6;
    for (int start = end - 1; start >= Math.max(from, end - LONGEST_KEY) && tries > 0; start--) {
      if ((start == from || BEFORE_KEY.indexOf(body.charAt(start - 1)) >= 0)
          && BEFORE_KEY.indexOf(body.charAt(start)) < 0) {
        tries--;
        String key = body.substring(start, end);
        if (given.hasKey(Spelling.key(key))) {
          found = new Span(skipBack(body, from, start), key, skip(body, colon + 1));
        }
      }
    }
    return found;
  }

  private static String trimmed(String value) {
    int to = value.length();
    String after =
        AFTER_VALUE + (value.contains("(") ? "" : ")") + (value.contains("[") ? "" : "]");
    boolean goesOn = true;
    while (goesOn && to > 0) {
      char last = value.charAt(to - 1);
      boolean stop = last == '.' && to > 1 && after.indexOf(value.charAt(to - 2)) >= 0;
      if (Character.isWhitespace(last) || stop || after.indexOf(last) >= 0) {
        to--;
      } else if (value.startsWith(" and", to - 4) && !value.substring(0, to - 4).isBlank()) {
        to -= 4;
      } else {
        goesOn = false;
      }
    }
    return value.substring(0, to).strip();
  }

  private static int skipBack(String body, int from, int at) {
    int start = at;
    while (start > from && at - start < 3 && MARKUP.indexOf(body.charAt(start - 1)) >= 0) {
      start--;
    }
    return start;
  }

  private static int skip(String body, int at) {
    int end = at;
    while (end < body.length() && end - at < 3 && "*_`".indexOf(body.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  /// A key that blocks have, from the markup before it to the begin of its value.
  private record Span(int from, String key, int value) {}
}
