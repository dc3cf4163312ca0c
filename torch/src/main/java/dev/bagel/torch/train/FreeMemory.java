package dev.bagel.torch.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// How much memory this process can still take on Linux without swapping: what the machine has, and
/// what each control group around it allows, as containers have them (versions 1 and 2).
///
/// @param root of the file system, below which are `proc` and `sys`
record FreeMemory(Path root) {
  static final FreeMemory HERE = new FreeMemory(Path.of("/"));

  /// Empty where nothing says so, as elsewhere than on Linux.
  OptionalLong bytes() {
    return LongStream.concat(machine(), groups()).min();
  }

  private LongStream machine() {
    return numbers(root.resolve("proc/meminfo")).entrySet().stream()
        .filter(entry -> entry.getKey().equals("MemAvailable:"))
        .mapToLong(entry -> entry.getValue() * 1024);
  }

  private LongStream groups() {
    Path mounted = root.resolve("sys/fs/cgroup");
    return lines(root.resolve("proc/self/cgroup")).stream()
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .flatMapToLong(
            parts -> {
              if (parts[1].isEmpty()) {
                return Stream.of(mounted, mounted.resolve("unified"))
                    .flatMapToLong(folder -> Version.SECOND.left(folder, parts[2]));
              }
              return List.of(parts[1].split(",", -1)).contains("memory")
                  ? Version.FIRST.left(mounted.resolve("memory"), parts[2])
                  : LongStream.empty();
            });
  }

  /// What files of a group are called. Pages of files count as used, and are given back when there
  /// is need.
  private enum Version {
    FIRST("memory.limit_in_bytes", "memory.usage_in_bytes", "total_"),
    SECOND("memory.max", "memory.current", "");

    private final String limit;
    private final String used;
    private final String prefix;

    Version(String limit, String used, String prefix) {
      this.limit = limit;
      this.used = used;
      this.prefix = prefix;
    }

    /// Of a group and those around it. Within a container the group's own name may mean nothing,
    /// and what is mounted is the group.
    LongStream left(Path mounted, String group) {
      Path inner = mounted.resolve(group.substring(group.startsWith("/") ? 1 : 0)).normalize();
      return Stream.iterate(
              inner, path -> path != null && path.startsWith(mounted), Path::getParent)
          .flatMapToLong(this::left);
    }

    private LongStream left(Path group) {
      OptionalLong most = number(group.resolve(limit));
      OptionalLong taken = number(group.resolve(used));
      if (most.isEmpty() || taken.isEmpty()) {
        return LongStream.empty();
      }
      Map<String, Long> stat = numbers(group.resolve("memory.stat"));
      long files =
          stat.getOrDefault(prefix + "inactive_file", 0L)
              + stat.getOrDefault(prefix + "active_file", 0L);
      return LongStream.of(Math.max(0, most.getAsLong() - taken.getAsLong() + files));
    }
  }

  private static OptionalLong number(Path file) {
    return lines(file).stream()
        .filter(line -> line.matches("\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  private static Map<String, Long> numbers(Path file) {
    Function<String[], Long> number = words -> Long.valueOf(words[1]);
    return lines(file).stream()
        .map(line -> line.split(" +", -1))
        .filter(words -> words.length > 1 && words[1].matches("\\d{1,18}"))
        .collect(Collectors.toMap(words -> words[0], number, (first, _) -> first));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException _) {
      return List.of(); // such a file says nothing
    }
  }
}
