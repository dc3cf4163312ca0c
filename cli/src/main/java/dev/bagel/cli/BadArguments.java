package dev.bagel.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in one line.
final class BadArguments {
  private BadArguments() {}

  static String describe(ParameterException e) {
    ArgSpec argument = e.getArgSpec();
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing -> String.valueOf(missing.getMessage());
      default ->
          argument == null || e.getValue() == null
              ? String.valueOf(e.getMessage())
              : "%s takes %s, not '%s'".formatted(name(argument), expected(argument), e.getValue());
    };
  }

  /// A path that somebody meant: an empty one comes from a shell variable that is not set, and
  /// would name the current folder.
  static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("blank");
    }
    return Path.of(text);
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String first = e.getUnmatched().getFirst();
    CommandLine command = e.getCommandLine();
    Set<String> commands = command.getSubcommands().keySet();
    if (first.startsWith("-")) {
      return noOption(first);
    }
    return commands.isEmpty()
        ? "'%s' is one argument too many".formatted(first)
        : "there is no command '%s'; there are %s".formatted(first, String.join(", ", commands));
  }

  static String noOption(String word) {
    return "there is no option '%s'%s"
        .formatted(word, word.contains(" ") ? "; words that begin with - go behind --" : "");
  }

  /// As the help calls it.
  static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String expected(ArgSpec argument) {
    Class<?> type = argument.typeInfo().getType();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.joining(" or "));
    }
    if (type == Path.class) {
      return "the path of a file or folder";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    return type == int.class
        ? "a whole number up to " + BuildReports.number(Integer.MAX_VALUE)
        : "a whole number";
  }
}
