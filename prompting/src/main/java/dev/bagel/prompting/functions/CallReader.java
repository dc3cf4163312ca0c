package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.Unreadable.Reason;
import dev.bagel.prompting.functions.Value.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the one call in a model's answer, JSON or YAML, bare, in a fence or within prose.
///
/// It never guesses: what could be meant in two ways is [Unreadable], with a message for the model.
/// So are calls that differ; the same call twice is one. Any text is read in time linear in its
/// length, and nothing is thrown.
public final class CallReader {
  /// Characters of an answer that is read.
  public static final int LONGEST = 1 << 18;

  private static final String HOW =
      "answer with one object that has 'function', the function's name, and 'params'";
  private static final Pattern FIRST_KEY =
      Pattern.compile(
          "([ \\t]*(?:- +)?)([\"']?)(?:%s|%s)\\2[ \\t]*:(?:[ \\t]|$)"
              .formatted(String.join("|", CallShape.FUNCTION), String.join("|", CallShape.PARAMS)));

  /// Places in an answer that are looked at for a call.
  private static final int MOST_TRIES = 1000;

  private static final String THINKING = "<think>";
  private static final String THOUGHT = "</think>";

  private final String text;
  private final Matcher firstKey;
  private int at;
  private long work;
  private int tries;
  private @Nullable ReadCall call;

  private CallReader(String text) {
    this.text = text;
    this.firstKey = FIRST_KEY.matcher(text);
  }

  /// The call in `answer`, or why there is none.
  public static ReadAnswer read(String answer) {
    if (answer.length() > LONGEST) {
      return new Unreadable(
          Reason.TOO_LONG,
          "the answer has %d characters, more than %d: %s"
              .formatted(answer.length(), LONGEST, HOW));
    }
    try {
      return new CallReader(answer.replace("\r\n", "\n").replace('\r', '\n')).read();
    } catch (Unclear e) {
      return Unreadable.because(e);
    }
  }

  private ReadAnswer read() throws Unclear {
    passThinking();
    while (at < text.length()) {
      boolean lineBegins = at == 0 || text.charAt(at - 1) == '\n';
      int end = text.indexOf('\n', at);
      int lineEnd = end < 0 ? text.length() : end;
      int brace = text.indexOf('{', at, lineEnd);
      Optional<ReadCall> found;
      if (lineBegins && firstKey.region(at, lineEnd).lookingAt()) {
        found = yaml(firstKey.end(1) - at);
      } else if (brace >= 0) {
        found = json(brace);
      } else {
        at = lineEnd + 1;
        continue;
      }
      if (++tries > MOST_TRIES) {
        throw Unclear.of("there are too many braces and keys to tell which is the call: " + HOW);
      }
      if (found.isPresent() && call != null && !call.equals(found.get())) {
        return new Unreadable(
            Reason.SEVERAL, "there are several calls, and only one can be made: " + HOW);
      }
      call = found.orElse(call);
    }
    return call == null ? new Unreadable(Reason.NO_CALL, "there is no call: " + HOW) : call;
  }

  /// Models that think aloud draft calls there that they do not mean.
  private void passThinking() throws Unclear {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    if (text.startsWith(THINKING, start)) {
      int end = text.indexOf(THOUGHT, start);
      if (end < 0) {
        throw Unclear.truncated("the answer stops while still thinking: think less, and " + HOW);
      }
      at = end + THOUGHT.length();
    }
  }

  private Optional<ReadCall> yaml(int indent) throws Unclear {
    YamlReader yaml = new YamlReader(text, at, indent);
    Map<String, Value> fields = yaml.mapping(0).values();
    at = yaml.position();
    return CallShape.call(fields);
  }

  /// A brace in prose is passed over. But where an object has begun, what is in it is not looked at
  /// for calls of its own: it would be another call than the one that was meant.
  private Optional<ReadCall> json(int brace) throws Unclear {
    LenientJson json = new LenientJson(text, brace);
    try {
      Value value = json.value(0);
      at = json.position();
      return value instanceof Fields(Map<String, Value> fields)
          ? CallShape.call(fields)
          : Optional.empty();
    } catch (Unclear e) {
      work += json.position() - brace;
      if (json.sawKey() || e.isTruncated() || work > 4L * text.length()) {
        throw e;
      }
      at = brace + 1;
      return Optional.empty();
    }
  }
}
