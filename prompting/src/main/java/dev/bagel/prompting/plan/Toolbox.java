package dev.bagel.prompting.plan;

import dev.bagel.BagelException;
import dev.bagel.prompting.NearName;
import dev.bagel.prompting.tool.Tool;
import java.util.LinkedHashMap;
import java.util.List;
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

  /// The tool that an unknown name was probably meant to be.
  Optional<String> near(String name) {
    return NearName.of(name, List.copyOf(tools.keySet()));
  }
}
