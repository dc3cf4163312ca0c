package dev.bagel.prompting.plan;

import dev.bagel.BagelException;
import dev.bagel.prompting.tool.Tool;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The tools that a plan may call, in the order in which the model is told of them.
public final class Toolbox {
  private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w{0,99}");

  private final Map<String, Tool> tools = new LinkedHashMap<>();

  private Toolbox(List<Tool> tools) {
    tools.forEach(this::add);
    if (this.tools.isEmpty()) {
      throw BagelException.user("a plan needs at least one tool");
    }
  }

  /// @throws BagelException for none, a name that is no name or twice there, or a description that
  ///   is not one line
  public static Toolbox of(Tool... tools) {
    return new Toolbox(List.of(tools));
  }

  /// @throws BagelException as [#of(Tool...)]
  public static Toolbox of(List<Tool> tools) {
    return new Toolbox(tools);
  }

  private void add(Tool tool) {
    String name = tool.name();
    String description = tool.description();
    if (!NAME.matcher(name).matches()) {
      throw BagelException.user(
          "the tool '%s' needs a name of a letter, then letters, digits and _".formatted(name));
    }
    if (description.isBlank() || description.lines().count() > 1) {
      throw BagelException.user("the tool " + name + " needs a description of one line");
    }
    if (tools.put(name, tool) != null) {
      throw BagelException.user("two tools are called " + name + ": give one another name");
    }
  }

  public Optional<Tool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  public List<Tool> tools() {
    return List.copyOf(tools.values());
  }

  /// The names, for messages.
  String names() {
    return String.join(", ", tools.keySet());
  }

  /// The tool whose name is nearly `name`: other capitals, or at most two letters away.
  Optional<String> near(String name) {
    return tools.keySet().stream()
        .filter(known -> distance(name, known) <= 2)
        .min(Comparator.comparingInt(known -> distance(name, known)));
  }

  /// Letters to add, drop or change, whatever their case; three for any more.
  private static int distance(String given, String known) {
    String a = given.toLowerCase(Locale.ROOT);
    String b = known.toLowerCase(Locale.ROOT);
    if (Math.abs(a.length() - b.length()) > 2 || Math.min(a.length(), b.length()) < 3) {
      return a.equals(b) ? 0 : 3;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return Math.min(row[b.length()], 3);
  }
}
