package dev.bagel.torch.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tiny model with reference numbers, which lies beside the project where tests may use it.
public enum SharedModel {
  STORIES("stories260K"),
  MIXTRAL("tiny-mixtral");

  private final Path folder;

  SharedModel(String name) {
    this.folder = Path.of("..", "..", "shared", "models", name);
  }

  public CausalModel load(Precision precision) {
    Assumptions.assumeTrue(Files.isDirectory(folder), "there is no model at " + folder);
    return CausalModel.load(folder, precision);
  }

  /// Its folder, where there is one.
  public Path folder() {
    Assumptions.assumeTrue(Files.isDirectory(folder), "there is no model at " + folder);
    return folder;
  }

  /// A file of numbers that lies beside the models.
  public static JsonNode numbers(String file) {
    Path path = Path.of("..", "..", "shared", "models", file);
    Assumptions.assumeTrue(Files.exists(path), "there is no " + path);
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int[] ints(JsonNode list) {
    return list.valueStream().mapToInt(JsonNode::asInt).toArray();
  }

  /// Prompts with what the model makes of them.
  List<Case> cases() {
    Assumptions.assumeTrue(Files.isDirectory(folder), "there is no model at " + folder);
    try {
      return JsonMapper.shared()
          .readTree(Files.readAllBytes(folder.resolve("reference.json")))
          .path("cases")
          .valueStream()
          .map(Case::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param last logits of the last position, in double precision
  /// @param greedy the next ids, whatever they are
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Case(int[] ids, double[] last, int[] greedy) {
    private static Case of(JsonNode node) {
      return new Case(
          ints(node.path("ids")),
          node.path("last_logits").valueStream().mapToDouble(JsonNode::asDouble).toArray(),
          ints(node.path("greedy_ids")));
    }

    /// How far logits are from the reference's, at most.
    double distance(float[] logits) {
      double most = logits.length == last.length ? 0 : Double.POSITIVE_INFINITY;
      for (int id = 0; id < Math.min(logits.length, last.length); id++) {
        most = Math.max(most, Math.abs(logits[id] - last[id]));
      }
      return most;
    }
  }
}
