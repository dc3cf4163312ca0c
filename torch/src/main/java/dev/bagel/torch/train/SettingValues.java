package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.YamlBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of a run, each with a value: as it is written, but for numbers, which are written
/// in one way.
public final class SettingValues {
  private final Map<Setting, String> values;

  private SettingValues(Map<Setting, String> values) {
    this.values = values;
    values.replaceAll((setting, text) -> setting.isNumber() ? WrittenNumber.of(text) : text);
  }

  /// @param file YAML, `key: value`, none where empty
  /// @param given `key=value` each; they win over the file
  /// @throws BagelException USER where a key is unknown, with the nearest that is known
  public static SettingValues of(Optional<Path> file, List<String> given) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, setting.absent());
    }
    file.ifPresent(path -> values.putAll(read(path)));
    for (String one : given) {
      int sign = one.indexOf('=');
      if (sign < 1) {
        throw BagelException.user("'%s' sets nothing: write key=value".formatted(one));
      }
      values.put(setting(one.substring(0, sign)), one.substring(sign + 1).strip());
    }
    return new SettingValues(values);
  }

  private static Map<Setting, String> read(Path file) {
    String yaml;
    try {
      yaml = Files.readString(file);
    } catch (IOException e) {
      throw BagelException.user("cannot read " + file + ": " + e.getMessage(), e);
    }
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    YamlBlock block = YamlBlock.parse(file.toString(), yaml);
    for (String key : block.keys()) {
      Setting setting = Setting.of(key).orElseThrow(() -> block.complaint(key, unknown(key)));
      values.put(setting, String.join(", ", block.texts(key)));
    }
    return values;
  }

  private static Setting setting(String label) {
    return Setting.of(label.strip()).orElseThrow(() -> BagelException.user(unknown(label.strip())));
  }

  private static String unknown(String label) {
    return "there is no setting '%s'; there are %s"
        .formatted(
            label,
            Arrays.stream(Setting.values()).map(Setting::label).collect(Collectors.joining(", ")));
  }

  /// With another value of one.
  SettingValues with(Setting setting, String value) {
    Map<Setting, String> changed = new EnumMap<>(values);
    changed.put(setting, value);
    return new SettingValues(changed);
  }

  /// As it is written; empty where it has no value.
  public String text(Setting setting) {
    return Objects.requireNonNull(values.get(setting));
  }

  public boolean given(Setting setting) {
    return !text(setting).isEmpty();
  }

  Path path(Setting setting) {
    if (!given(setting)) {
      throw BagelException.user("%s is not set: %s".formatted(setting.label(), setting.meaning()));
    }
    return Path.of(text(setting));
  }

  /// What stands between commas.
  public List<String> list(Setting setting) {
    return Stream.of(text(setting).split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /// One of an enum, by its name in small letters.
  <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text(setting)))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    setting,
                    Arrays.stream(type.getEnumConstants())
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or "))));
  }

  public boolean flag(Setting setting) {
    return switch (text(setting)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(setting, "true or false");
    };
  }

  /// @throws BagelException USER where it is no number of that range
  public double number(Setting setting, double least, double most) {
    try {
      double number = Double.parseDouble(text(setting));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    String from = WrittenNumber.of(Double.toString(least));
    String range =
        most == Double.MAX_VALUE
            ? from + " or more"
            : from + " to " + WrittenNumber.of(Double.toString(most));
    throw wrong(setting, "a number, " + range);
  }

  /// @throws BagelException USER where it is no whole number, or less
  public long whole(Setting setting, long least) {
    try {
      long number = Long.parseLong(text(setting));
      if (number >= least && number <= Integer.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw wrong(setting, "a whole number, %d to %d".formatted(least, Integer.MAX_VALUE));
  }

  long seed() {
    try {
      return Long.parseLong(text(Setting.SEED));
    } catch (NumberFormatException e) {
      throw wrong(Setting.SEED, "a whole number");
    }
  }

  BagelException wrong(Setting setting, String expected) {
    return BagelException.user(
        "%s is '%s'; it must be %s".formatted(setting.label(), text(setting), expected));
  }

  /// By label, in the order of [Setting].
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    values.forEach((setting, value) -> all.put(setting.label(), value));
    return Collections.unmodifiableMap(all);
  }

  /// Those that the result depends on, a line each.
  String deciding() {
    StringBuilder lines = new StringBuilder();
    values.forEach(
        (setting, value) -> {
          if (setting.decides()) {
            lines.append(setting.label()).append(": ").append(value).append('\n');
          }
        });
    return lines.toString();
  }

  /// As a file that [#of] reads, with what each means.
  public String yaml() {
    StringBuilder yaml = new StringBuilder();
    values.forEach(
        (setting, value) ->
            yaml.append("# ")
                .append(setting.meaning())
                .append('\n')
                .append(setting.label())
                .append(": ")
                .append(quoted(value))
                .append('\n'));
    return yaml.toString();
  }

  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_./-]+([ A-Za-z0-9_./-]*[A-Za-z0-9_./-])?")
        ? value
        : "'" + value.replace("'", "''") + "'";
  }
}
