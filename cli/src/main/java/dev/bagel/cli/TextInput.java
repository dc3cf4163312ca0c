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

/// A text that a command reads whole: a file, or `-` for standard input.
final class TextInput {
  private static final int LARGEST = 64 << 20;

  private TextInput() {}

  /// Without a byte order mark.
  ///
  /// @throws BagelException USER where it is not there, not UTF-8, or above 64 MiB
  static String of(Path file) {
    boolean standard = file.toString().equals("-");
    String name = standard ? "standard input" : file.toString();
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
}
