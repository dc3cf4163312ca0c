package dev.bagel.torch.train;

import dev.bagel.torch.weights.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The type of weights that config.json states, by which other tools load them.
final class ConfigType {
  private ConfigType() {}

  static void write(Path folder, ElementType type) {
    Path file = folder.resolve("config.json");
    JsonMapper json = JsonMapper.builder().build();
    try {
      ObjectNode config = (ObjectNode) json.readTree(Files.readAllBytes(file));
      String name =
          switch (type) {
            case BF16 -> "bfloat16";
            case F16 -> "float16";
            case F32, F64, I64, I32, I16, I8, U8, BOOL -> "float32";
          };
      config.put(config.has("dtype") ? "dtype" : "torch_dtype", name);
      Files.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(config));
    } catch (IOException e) {
      throw RunFolder.trouble(file, e);
    }
  }
}
