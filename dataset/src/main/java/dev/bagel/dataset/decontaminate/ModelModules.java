package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The modules that a folder of Sentence Transformers puts one behind the other.
///
/// @param transformer its path in the folder, often empty
/// @param pooling `OWN` where layers follow that only the ONNX graph holds
/// @param dimensions numbers in a vector
/// @param poolsPrompt whether the tokens of a prompt count like others
record ModelModules(String transformer, Pooling pooling, int dimensions, boolean poolsPrompt) {
  private static final Map<String, Pooling> KNOWN =
      Map.of(
          "mean",
          Pooling.MEAN,
          "mean_tokens",
          Pooling.MEAN,
          "cls",
          Pooling.CLS,
          "cls_token",
          Pooling.CLS);

  private record Module(String type, String path) {}

  static ModelModules read(Path folder) {
    Path file = folder.resolve("modules.json");
    List<Module> modules =
        ModelJson.read(file, "it is no folder of Sentence Transformers")
            .at("")
            .valueStream()
            .map(ModelModules::module)
            .toList();
    List<String> types = modules.stream().map(Module::type).toList();
    Predicate<String> known = List.of("Transformer", "Pooling", "Dense", "Normalize")::contains;
    String order = String.join(", ", types);
    if (!types.stream().allMatch(known)
        || !order.matches("Transformer, Pooling(, Dense)*(, Normalize)?")) {
      throw BagelException.user(
          ("%s: Bagel reads a Transformer, its Pooling, and then Dense and Normalize; here stands:"
                  + " %s")
              .formatted(file, order.isEmpty() ? "nothing" : order));
    }
    ModelJson pooling = config(folder, modules.get(1));
    Pooling mode = mode(pooling);
    List<Module> dense = modules.stream().filter(module -> module.type().equals("Dense")).toList();
    return new ModelModules(
        modules.getFirst().path(),
        dense.isEmpty() ? mode : Pooling.OWN,
        dense.isEmpty()
            ? dimensions(pooling, "word_embedding_dimension")
            : dimensions(config(folder, dense.getLast()), "out_features"),
        pooling.flag("include_prompt", true));
  }

  private static Module module(JsonNode node) {
    String type = node.path("type").asString("");
    return new Module(type.substring(type.lastIndexOf('.') + 1), node.path("path").asString(""));
  }

  private static ModelJson config(Path folder, Module module) {
    return ModelJson.read(
        folder.resolve(module.path()).resolve("config.json"),
        "it does not say how token vectors become one vector");
  }

  private static int dimensions(ModelJson config, String name) {
    int number = config.number(name);
    if (number <= 0) {
      throw BagelException.user("%s: %s must be a positive number".formatted(config.file(), name));
    }
    return number;
  }

  private static Pooling mode(ModelJson config) {
    String prefix = "pooling_mode_";
    List<String> modes =
        Stream.concat(
                Stream.of(config.text("pooling_mode")).filter(mode -> !mode.isEmpty()),
                config
                    .at("")
                    .propertyStream()
                    .filter(entry -> entry.getKey().startsWith(prefix))
                    .filter(entry -> entry.getValue().asBoolean(false))
                    .map(entry -> entry.getKey().substring(prefix.length())))
            .toList();
    if (modes.size() == 1 && KNOWN.containsKey(modes.getFirst())) {
      return KNOWN.get(modes.getFirst());
    }
    throw BagelException.user(
        "%s: Bagel pools by mean_tokens or by cls_token, and the file asks for %s: choose another model"
            .formatted(
                config.file(),
                modes.isEmpty() ? "nothing" : modes.stream().collect(Collectors.joining(" and "))));
  }
}
