package dev.bagel.torch.weights;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Which tensors a model's `model.safetensors.index.json` expects in which of its files. The size
/// that it states is not looked at: in published models it is often another one.
///
/// @param shards the names of tensors by the name of their file, files in the order of their names
record ShardIndex(Path file, Map<String, Set<String>> shards) {
  private static final String MAP = "weight_map";

  /// @throws BagelException USER when it makes no sense; RESOURCES when it cannot be read
  static ShardIndex read(Path file) {
    Map<String, Set<String>> shards =
        StrictJson.read(file, "it", bytes(file), json -> new Members(file, json).read());
    if (shards.isEmpty()) {
      throw Damage.of(file, "has no " + MAP + " with names of tensors and files");
    }
    return new ShardIndex(file, shards);
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > StrictJson.MOST_BYTES) {
        throw Damage.of(file, "has more than %,d bytes".formatted(StrictJson.MOST_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw BagelException.resources(
          "cannot read %s (%s); see to its permissions".formatted(file, Draft.reason(e)), e);
    }
  }

  /// Every file must be there before one is opened.
  ///
  /// @throws BagelException USER when one is missing
  void requireShards() {
    List<String> missing =
        shards.keySet().stream()
            .filter(shard -> !Files.isRegularFile(file.resolveSibling(shard)))
            .toList();
    if (!missing.isEmpty()) {
      throw BagelException.user(
          "%s: %d of %d files are missing: %s; fetch them too"
              .formatted(file, missing.size(), shards.size(), shown(missing)));
    }
  }

  /// @throws BagelException USER when a file has other tensors than the index expects in it
  void requireSame(String shard, Set<String> inFile) {
    Set<String> expected = shards.get(shard);
    Path path = file.resolveSibling(shard);
    Set<String> lacking = new LinkedHashSet<>(expected);
    lacking.removeAll(inFile);
    Set<String> surplus = new LinkedHashSet<>(inFile);
    surplus.removeAll(expected);
    if (!lacking.isEmpty()) {
      throw trouble(path, "lacks tensors that %s expects in it", lacking);
    }
    if (!surplus.isEmpty()) {
      throw trouble(path, "has tensors that %s does not know to be in it", surplus);
    }
  }

  private BagelException trouble(Path path, String what, Set<String> names) {
    return BagelException.user(
        "%s %s: %s; they are of different models, fetch both again"
            .formatted(path, what.formatted(file.getFileName()), shown(List.copyOf(names))));
  }

  private static String shown(List<String> names) {
    String first = String.join(", ", names.stream().limit(3).map(Damage::quoted).toList());
    return names.size() > 3 ? first + " and %,d more".formatted(names.size() - 3) : first;
  }

  /// The walk through the file.
  private record Members(Path file, JsonParser json, Map<String, Set<String>> shards) {
    private Members(Path file, JsonParser json) {
      this(file, json, new HashMap<>());
    }

    private Map<String, Set<String>> read() {
      boolean object =
          StrictJson.members(
              json,
              name -> {
                if (!name.equals(MAP)) {
                  json.skipChildren();
                } else if (!StrictJson.members(json, this::tensor)) {
                  throw Damage.of(file, "has a " + MAP + " that is no JSON object");
                }
              });
      if (!object) {
        throw Damage.of(file, "is no JSON object");
      }
      Map<String, Set<String>> inOrder = new LinkedHashMap<>();
      new TreeSet<>(shards.keySet()).forEach(shard -> inOrder.put(shard, shards.get(shard)));
      return inOrder;
    }

    private void tensor(String name) {
      boolean text = json.currentToken() == JsonToken.VALUE_STRING;
      String shard = text ? json.getString() : "";
      if (!shard.matches("[\\w.-]{1,200}\\.safetensors")) {
        throw Damage.of(
            file,
            "has tensor %s in %s, and only a file .safetensors beside it will do"
                .formatted(Damage.quoted(name), text ? Damage.quoted(shard) : "what is no text"));
      }
      shards.computeIfAbsent(shard, _ -> new LinkedHashSet<>()).add(name);
    }
  }
}
