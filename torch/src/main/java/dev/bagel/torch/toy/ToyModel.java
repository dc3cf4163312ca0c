package dev.bagel.torch.toy;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.chat.template.FormatTemplate;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.Seeds;
import dev.bagel.torch.model.WeightShapes;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.WeightWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A Llama of random weights, small enough to be trained on a processor in a minute or two. It
/// knows nothing; its tokens are bytes, and its chat template is vicuna. Its folder is like any
/// model's, and other tools load it.
///
/// @param folder where it lies
/// @param weights how many numbers it is made of
public record ToyModel(Path folder, long weights) {
  private static final int POSITIONS = 1024;
  private static final int HIDDEN = 64;
  private static final int INTERMEDIATE = 176;
  private static final int LAYERS = 4;
  private static final int HEADS = 4;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// Makes one.
  ///
  /// @param seed the same makes the same
  /// @throws BagelException USER where the folder holds something already; RESOURCES where it
  ///   cannot be written
  public static ToyModel write(Path folder, long seed) {
    try {
      requireEmpty(folder);
      Files.createDirectories(folder);
      ObjectNode tokenizer = ToyTokenizer.config(POSITIONS);
      PromptStyle style = new PromptStyle(Style.CARD, ToyTokenizer.BOS, ToyTokenizer.EOS, false);
      tokenizer.put("chat_template", FormatTemplate.of(PromptFormat.VICUNA, style).source());
      write(folder.resolve("tokenizer.json"), ToyTokenizer.json());
      write(folder.resolve("tokenizer_config.json"), tokenizer);
      write(folder.resolve("config.json"), config());
    } catch (IOException e) {
      throw BagelException.resources("cannot write to %s: %s".formatted(folder, e.getMessage()), e);
    }
    return new ToyModel(folder, writeWeights(folder, seed));
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw BagelException.user(folder + " is a file; name a folder that is new or empty");
      }
      try (var files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw BagelException.user(folder + " holds something already; name another folder");
        }
      }
    }
  }

  private static ObjectNode config() {
    ObjectNode config = JSON.createObjectNode();
    config.putArray("architectures").add("LlamaForCausalLM");
    return config
        .put("model_type", "llama")
        .put("vocab_size", ToyTokenizer.SIZE)
        .put("hidden_size", HIDDEN)
        .put("intermediate_size", INTERMEDIATE)
        .put("num_hidden_layers", LAYERS)
        .put("num_attention_heads", HEADS)
        .put("num_key_value_heads", HEADS / 2)
        .put("head_dim", HIDDEN / HEADS)
        .put("hidden_act", "silu")
        .put("max_position_embeddings", POSITIONS)
        .put("rms_norm_eps", 1e-5)
        .put("rope_theta", 10000.0)
        .put("attention_bias", false)
        .put("mlp_bias", false)
        .put("tie_word_embeddings", true)
        .put("bos_token_id", ToyTokenizer.BOS_ID)
        .put("eos_token_id", ToyTokenizer.EOS_ID)
        .put("torch_dtype", "float32");
  }

  private static void write(Path file, ObjectNode json) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(json) + "\n");
  }

  /// @return how many
  private static long writeWeights(Path folder, long seed) {
    WeightWriter writer = new WeightWriter();
    long all = 0;
    for (var weight : WeightShapes.of(ModelConfig.read(folder)).entrySet()) {
      long[] shape = weight.getValue().stream().mapToLong(Long::longValue).toArray();
      float[] values = values(shape, Seeds.mix(seed, weight.getKey().hashCode()));
      all += values.length;
      writer.add(weight.getKey(), ElementType.F32, shape, () -> MemorySegment.ofArray(values));
    }
    writer.writeFile(folder.resolve("model.safetensors"));
    return all;
  }

  /// Norms begin as 1, matrices so that what comes out is as large as what goes in.
  private static float[] values(long[] shape, long seed) {
    boolean norm = shape.length == 1;
    float[] values = new float[Math.toIntExact(norm ? shape[0] : shape[0] * shape[1])];
    SplittableRandom random = new SplittableRandom(seed);
    double width = norm ? 0 : 0.5 / Math.sqrt((double) shape[1]);
    for (int i = 0; i < values.length; i++) {
      values[i] = norm ? 1 : (float) (random.nextGaussian() * width);
    }
    return values;
  }
}
