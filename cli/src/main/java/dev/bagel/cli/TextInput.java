package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// A text that a command reads whole: a file, or `-` for standard input.
final class TextInput {
  private static final String STANDARD = "-";

  private static final int LARGEST = 64 << 20;

  private TextInput() {}

  /// Without a byte order mark.
  ///
  /// @throws BagelException USER where it is not there, not UTF-8, or above 64 MiB
  static String of(Path file) {
    boolean standard = isStandard(file);
    String name = name(file);
    try (InputStream in = standard ? System.in : Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw BagelException.user(name + " has more than 64 MiB: split it");
      }
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw BagelException.user("cannot read " + name + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw BagelException.user(name + " is not UTF-8", e);
    } catch (IOException e) {
      throw BagelException.user("cannot read %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /// Standard input as somebody's words: without the line ends behind them.
  static String typed() {
    String text = of(Path.of(STANDARD));
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  /// What messages call it.
  static String name(Path file) {
    return isStandard(file) ? "standard input" : file.toString();
  }

  /// Refuses a command line that reads standard input twice: for the second there is nothing left.
  static void checkOnce(@Nullable CommandSpec spec) {
    List<String> readers =
        Objects.requireNonNull(spec).commandLine().getParseResult().matchedArgs().stream()
            .filter(argument -> STANDARD.equals(Objects.toString(argument.getValue(), "")))
            .map(BadArguments::name)
            .toList();
    if (readers.size() > 1) {
      throw BagelException.user(
          "standard input cannot be %s at once: put one of them into a file"
              .formatted(String.join(" and ", readers)));
    }
  }

  static boolean isStandard(Path file) {
    return file.toString().equals(STANDARD);
  }
}
