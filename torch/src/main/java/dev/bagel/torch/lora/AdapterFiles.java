package dev.bagel.torch.lora;

import dev.bagel.BagelException;
import dev.bagel.torch.model.FlatParameters;
import dev.bagel.torch.model.TensorBytes;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.WeightWriter;
import dev.bagel.torch.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The files of an adapter's folder.
final class AdapterFiles {
  static final String WEIGHTS = "adapter_model.safetensors";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private AdapterFiles() {}

  /// The adapter's matrices, whatever they are.
  ///
  /// @throws BagelException USER when they are not there, or damaged
  static Weights open(Path folder) {
    Path file = folder.resolve(WEIGHTS);
    if (!Files.exists(file)) {
      throw BagelException.user(
          "there is no %s; fetch it, or save the adapter as safetensors".formatted(file));
    }
    return WeightFiles.openFile(file);
  }

  /// Over an adapter that is there.
  ///
  /// @throws BagelException RESOURCES when it cannot be written
  static void write(
      Path folder, Map<String, Object> config, FlatParameters parameters, ElementType type) {
    WeightWriter writer = new WeightWriter();
    for (Map.Entry<String, Tensor> entry : parameters.parameters().entrySet()) {
      Tensor tensor = entry.getValue();
      long[] shape = {tensor.size(0), tensor.size(1)};
      writer.add(entry.getKey(), type, shape, () -> TensorBytes.lasting(tensor, type));
    }
    writer.writeFile(folder.resolve(WEIGHTS));
    Path file = folder.resolve(AdapterConfig.FILE);
    Path draft = folder.resolve("." + AdapterConfig.FILE + ".incomplete");
    try {
      Files.write(draft, JSON.writeValueAsBytes(config));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw BagelException.resources(
          "cannot write %s (%s); see to its folder's room and permissions"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
