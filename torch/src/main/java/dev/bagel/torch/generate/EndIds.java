package dev.bagel.torch.generate;

import dev.bagel.BagelException;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.torch.model.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The ids behind which a model has nothing more to say: those of its config.json, of its
/// generation_config.json, and the tokenizer's EOS. Models that were trained to chat often have
/// them in one of these places only.
final class EndIds {
  private static final String NAME = "eos_token_id";

  private EndIds() {}

  static Set<Integer> of(Path folder, ModelConfig config, Tokenizer tokenizer) {
    Set<Integer> ends = new HashSet<>(config.ends());
    ends.addAll(generationConfig(folder.resolve("generation_config.json")));
    tokenizer.eos().ifPresent(eos -> ends.add(eos.id()));
    return ends;
  }

  private static Set<Integer> generationConfig(Path file) {
    JsonNode named = read(file).path(NAME);
    Set<Integer> ends = new HashSet<>();
    for (JsonNode one : named.isArray() ? named : List.of(named)) {
      if (one.isIntegralNumber() && one.canConvertToInt()) {
        ends.add(one.asInt());
      } else if (!one.isMissingNode() && !one.isNull()) {
        throw BagelException.user("%s: %s has to be an id or a list of ids".formatted(file, NAME));
      }
    }
    return ends;
  }

  private static JsonNode read(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return JsonMapper.shared().createObjectNode();
    } catch (JacksonException e) {
      throw BagelException.user(
          "%s is not JSON: %s; download it again".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw BagelException.resources("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
