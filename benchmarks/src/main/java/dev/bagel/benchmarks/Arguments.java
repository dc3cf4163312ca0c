package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options of one benchmark: each with a value, or a flag without one.
///
/// @param values by option
/// @param usage what the benchmark takes, for the message when something else is given
record Arguments(Map<String, String> values, Set<String> flags, String usage) {
  /// @param options that take a value
  /// @param flags that take none
  static Arguments of(
      List<String> arguments, Set<String> options, Set<String> flags, String usage) {
    Arguments read = new Arguments(new HashMap<>(), new HashSet<>(), usage);
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (flags.contains(name)) {
        read.flags.add(name);
      } else if (options.contains(name) && i + 1 < arguments.size()) {
        read.values.put(name, arguments.get(++i));
      } else {
        throw read.wrong();
      }
    }
    return read;
  }

  boolean has(String name) {
    return flags.contains(name);
  }

  /// A file that must be named.
  Path file(String name) {
    String value = values.get(name);
    if (value == null) {
      throw wrong();
    }
    return Path.of(value);
  }

  @Nullable String text(String name) {
    return values.get(name);
  }

  /// A whole number from 1 on.
  int count(String name, int otherwise) {
    String value = values.getOrDefault(name, Integer.toString(otherwise));
    if (!value.matches("[1-9]\\d{0,6}")) {
      throw wrong();
    }
    return Integer.parseInt(value);
  }

  /// A cosine, or null.
  @Nullable Double cosine(String name) {
    String value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!value.matches("0?\\.\\d{1,4}")) {
      throw wrong();
    }
    return Double.valueOf(value);
  }

  private BagelException wrong() {
    return BagelException.user(usage);
  }
}
