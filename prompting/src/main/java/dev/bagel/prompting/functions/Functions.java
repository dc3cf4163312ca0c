package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import java.util.List;
import java.util.Optional;

/// The functions that a model may choose from, in the order in which it is shown them; no name
/// twice, at least one.
public record Functions(List<Function> all) {

  public Functions {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw BagelException.user("there is no function to choose from: declare at least one");
    }
    Names.checkDistinct(all.stream().map(Function::name).toList(), "the functions");
  }

  public static Functions of(Function... functions) {
    return new Functions(List.of(functions));
  }

  /// From the form in which prompts list functions.
  ///
  /// @throws BagelException where it is not that, naming the line
  public static Functions fromYaml(String yaml) {
    return YamlForm.read(yaml);
  }

  /// From a JSON list of tools as OpenAI's interface takes them, or a single one.
  ///
  /// @throws BagelException on anything else, naming the place
  public static Functions fromSchema(String json) {
    return SchemaReader.functions(json);
  }

  public Optional<Function> named(String name) {
    return all.stream().filter(function -> function.name().equals(name)).findFirst();
  }

  /// As they stand in prompts; ends with a line feed.
  public String toYaml() {
    StringBuilder out = new StringBuilder();
    all.forEach(function -> out.append(function.toYaml()));
    return out.toString();
  }

  /// As OpenAI's interface takes them: a list on one line.
  public String toSchema() {
    return SchemaWriter.tools(all);
  }

  /// Whether the call is one that these functions allow: never throws on what a model wrote.
  public CheckedCall check(ReadCall call) {
    return CallValidator.check(this, call);
  }

  /// What a model's answer comes to: it is read, and the call checked.
  public Judgement judge(String answer) {
    return switch (CallReader.read(answer)) {
      case Unreadable(_, String message) -> new Judgement.Wrong(List.of(message));
      case ReadCall call ->
          switch (check(call)) {
            case InvalidCall(List<Problem> problems) -> Judgement.wrong(problems);
            case ValidCall valid -> new Judgement.Valid(valid);
          };
    };
  }
}
