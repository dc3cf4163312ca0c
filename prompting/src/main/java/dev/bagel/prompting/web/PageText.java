package dev.bagel.prompting.web;

import dev.bagel.prompting.web.WebException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// From an answer to its text.
///
/// The character set is that of the byte order mark, else of the header, else of a `meta` element
/// or XML declaration in the first 1,024 bytes, else UTF-8 where the bytes are, else windows-1252.
/// As browsers do, ISO-8859-1 is read as windows-1252. Bytes that make no character become U+FFFD.
final class PageText {
  private static final Pattern CHARSET =
      Pattern.compile("(?i)\\b(?:charset|encoding)\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]+)");
  private static final Pattern MARKUP = Pattern.compile("(?i)\\s*<(?:!doctype html|html)\\b");
  private static final int HEAD = 1024;
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Map<String, Charset> MARKS =
      Map.of(
          "\u00ef\u00bb\u00bf", StandardCharsets.UTF_8,
          "\u00fe\u00ff", StandardCharsets.UTF_16BE,
          "\u00ff\u00fe", StandardCharsets.UTF_16LE);

  private PageText() {}

  static WebPage read(HttpAnswer answer) throws WebException {
    if (!answer.isPage()) {
      throw WebException.status(
          answer.status(), "%s answered with status %d".formatted(answer.url(), answer.status()));
    }
    String header = answer.type() == null ? "" : answer.type().strip();
    String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String head = latin(answer.body(), HEAD);
    Charset declared = named(header);
    if (!isTextual(type)) {
      throw WebException.lasting(
          Kind.CONTENT, "%s is no text but %s".formatted(answer.url(), type));
    }
    if (isBinary(head, declared)) {
      throw WebException.lasting(
          Kind.CONTENT,
          "%s is no text but binary%s"
              .formatted(answer.url(), type.isEmpty() ? "" : ", though it says " + type));
    }
    String text = decode(answer.body(), declared, head);
    return new WebPage(
        answer.url().toString(), answer.status(), type.isEmpty() ? guessed(text) : type, text);
  }

  private static String guessed(String text) {
    return MARKUP.matcher(text).lookingAt() ? "text/html" : "text/plain";
  }

  private static boolean isTextual(String type) {
    return type.isEmpty()
        || type.startsWith("text/")
        || type.endsWith("+xml")
        || type.endsWith("/xml")
        || type.endsWith("+json")
        || type.endsWith("/json");
  }

  private static boolean isBinary(String head, @Nullable Charset declared) {
    boolean wide =
        head.startsWith("\u00fe\u00ff")
            || head.startsWith("\u00ff\u00fe")
            || (declared != null && isWide(declared));
    return head.startsWith("%PDF-") || (!wide && head.indexOf('\0') >= 0);
  }

  private static String decode(byte[] body, @Nullable Charset declared, String head) {
    for (Map.Entry<String, Charset> mark : MARKS.entrySet()) {
      if (head.startsWith(mark.getKey())) {
        int skipped = mark.getKey().length();
        return new String(body, skipped, body.length - skipped, mark.getValue());
      }
    }
    Charset named = declared;
    if (named == null) {
      named = named(head);
      // Where "utf-16" can be read in single bytes, it is not.
      named = named != null && isWide(named) ? StandardCharsets.UTF_8 : named;
    }
    if (named != null) {
      return new String(body, named);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      return new String(body, WINDOWS_1252);
    }
  }

  private static @Nullable Charset named(String text) {
    Matcher matcher = CHARSET.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    try {
      Charset charset = Charset.forName(matcher.group(1));
      if (charset.equals(StandardCharsets.UTF_16)) {
        return StandardCharsets.UTF_16LE;
      }
      boolean latin = charset.equals(StandardCharsets.ISO_8859_1);
      return latin || charset.equals(StandardCharsets.US_ASCII) ? WINDOWS_1252 : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return null;
    }
  }

  private static boolean isWide(Charset charset) {
    return charset.name().startsWith("UTF-16");
  }

  private static String latin(byte[] body, int most) {
    return new String(body, 0, Math.min(body.length, most), StandardCharsets.ISO_8859_1);
  }
}
