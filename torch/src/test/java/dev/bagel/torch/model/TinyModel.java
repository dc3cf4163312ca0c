package dev.bagel.torch.model;

import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.WeightWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// A model of a few hundred random weights in a folder.
///
/// @param weights by name, row by row
public record TinyModel(Path folder, ModelConfig config, Map<String, float[]> weights) {
  /// What every config here has; the rest is added to it.
  private static final Map<String, Object> SHAPE =
      Map.of(
          "vocab_size", 23,
          "hidden_size", 12,
          "intermediate_size", 20,
          "num_hidden_layers", 2,
          "num_attention_heads", 4,
          "num_key_value_heads", 2,
          "head_dim", 6,
          "max_position_embeddings", 32,
          "rms_norm_eps", 1e-5,
          "eos_token_id", 2);

  public static TinyModel llama(Path folder) throws IOException {
    return of(folder, Map.of("architectures", List.of("LlamaForCausalLM")));
  }

  public static TinyModel mistral(Path folder, int window) throws IOException {
    return of(
        folder, Map.of("architectures", List.of("MistralForCausalLM"), "sliding_window", window));
  }

  public static TinyModel mixtral(Path folder) throws IOException {
    return of(
        folder,
        Map.of(
            "architectures", List.of("MixtralForCausalLM"),
            "num_local_experts", 5,
            "num_experts_per_tok", 2));
  }

  /// With these settings beside the common ones, or in their place.
  public static TinyModel of(Path folder, Map<String, Object> settings) throws IOException {
    configure(folder, settings);
    ModelConfig config = ModelConfig.read(folder);
    Map<String, float[]> weights = new LinkedHashMap<>();
    Random random = new Random(42);
    WeightShapes.of(config)
        .forEach(
            (name, shape) -> {
              float[] values =
                  new float[(int) shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * 0.4 + (shape.size() == 1 ? 1 : 0));
              }
              weights.put(name, values);
            });
    TinyModel model = new TinyModel(folder, config, weights);
    model.write(WeightShapes.of(config));
    return model;
  }

  static void configure(Path folder, Map<String, Object> settings) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(SHAPE);
    all.putAll(settings);
    Files.writeString(folder.resolve("config.json"), JsonMapper.shared().writeValueAsString(all));
  }

  /// Writes the weights again.
  public void rewrite() {
    write(WeightShapes.of(config));
  }

  /// Writes the weights that have a shape.
  void write(Map<String, List<Long>> shapes) {
    write(shapes, _ -> ElementType.F32).writeFile(folder.resolve("model.safetensors"));
  }

  /// @param types by name
  WeightWriter write(Map<String, List<Long>> shapes, Function<String, ElementType> types) {
    WeightWriter writer = new WeightWriter();
    shapes.forEach(
        (name, shape) ->
            writer.add(
                name,
                types.apply(name),
                shape.stream().mapToLong(Long::longValue).toArray(),
                () -> data(values(name), types.apply(name))));
    return writer;
  }

  private static MemorySegment data(float[] values, ElementType type) {
    if (type.bytes() == 4) {
      return MemorySegment.ofArray(values);
    }
    short[] halves = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      halves[i] =
          type == ElementType.F16
              ? Float.floatToFloat16(values[i])
              : (short) (Float.floatToRawIntBits(values[i]) >>> 16);
    }
    return MemorySegment.ofArray(halves);
  }

  public float[] values(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  public CausalModel load() {
    return CausalModel.load(folder, Precision.F32);
  }

  /// Row by row, in double precision.
  double[][] matrix(String name) {
    float[] flat = values(name);
    int columns =
        Math.toIntExact(Objects.requireNonNull(WeightShapes.of(config).get(name)).getLast());
    double[][] rows = new double[flat.length / columns][columns];
    for (int i = 0; i < flat.length; i++) {
      rows[i / columns][i % columns] = flat[i];
    }
    return rows;
  }
}
