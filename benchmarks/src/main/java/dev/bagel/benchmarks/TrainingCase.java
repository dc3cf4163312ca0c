package dev.bagel.benchmarks;

import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.WeightWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// A Llama of random weights, and random batches to train it on: the same for all sides.
///
/// @param keyValueHeads fewer than `heads` where queries are grouped
/// @param rows of each batch
record TrainingCase(
    String name,
    int hidden,
    int layers,
    int heads,
    int keyValueHeads,
    int intermediate,
    int vocabulary,
    Rows rows) {
  private static final int BATCHES = 4;

  /// The rows of a batch.
  ///
  /// @param lengths of each, in tokens
  /// @param learnt what part of each row, at its end, is learnt
  record Rows(List<Integer> lengths, double learnt) {
    /// All of one length and learnt from end to end.
    static Rows even(int count, int length) {
      return new Rows(Collections.nCopies(count, length), 1);
    }

    int tokens() {
      return lengths.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
      String each =
          Set.copyOf(lengths).size() == 1
              ? lengths.getFirst().toString()
              : "%d to %d".formatted(Collections.min(lengths), Collections.max(lengths));
      return "%d rows of %s tokens, %.0f %% of them learnt"
          .formatted(lengths.size(), each, 100 * learnt);
    }
  }

  long weights() {
    return shapes().values().stream().mapToLong(TrainingCase::size).sum();
  }

  /// Writes config.json and model.safetensors.
  void write(Path folder) {
    WeightWriter writer = new WeightWriter();
    Random random = new Random(7);
    shapes()
        .forEach(
            (name, shape) -> writer.add(name, ElementType.F32, shape, () -> data(shape, random)));
    writer.writeFile(folder.resolve("model.safetensors"));
    try {
      Files.writeString(
          folder.resolve("config.json"), JsonMapper.shared().writeValueAsString(config()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of("LlamaForCausalLM"));
    config.put("vocab_size", vocabulary);
    config.put("hidden_size", hidden);
    config.put("intermediate_size", intermediate);
    config.put("num_hidden_layers", layers);
    config.put("num_attention_heads", heads);
    config.put("num_key_value_heads", keyValueHeads);
    config.put("max_position_embeddings", 2048);
    config.put("rms_norm_eps", 1e-5);
    config.put("rope_theta", 10_000.0);
    config.put("tie_word_embeddings", false);
    config.put("eos_token_id", 2);
    return config;
  }

  private Map<String, long[]> shapes() {
    int keys = hidden / heads * keyValueHeads;
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("model.embed_tokens.weight", new long[] {vocabulary, hidden});
    for (int layer = 0; layer < layers; layer++) {
      String in = "model.layers." + layer + ".";
      shapes.put(in + "input_layernorm.weight", new long[] {hidden});
      shapes.put(in + "self_attn.q_proj.weight", new long[] {hidden, hidden});
      shapes.put(in + "self_attn.k_proj.weight", new long[] {keys, hidden});
      shapes.put(in + "self_attn.v_proj.weight", new long[] {keys, hidden});
      shapes.put(in + "self_attn.o_proj.weight", new long[] {hidden, hidden});
      shapes.put(in + "post_attention_layernorm.weight", new long[] {hidden});
      shapes.put(in + "mlp.gate_proj.weight", new long[] {intermediate, hidden});
      shapes.put(in + "mlp.up_proj.weight", new long[] {intermediate, hidden});
      shapes.put(in + "mlp.down_proj.weight", new long[] {hidden, intermediate});
    }
    shapes.put("model.norm.weight", new long[] {hidden});
    shapes.put("lm_head.weight", new long[] {vocabulary, hidden});
    return shapes;
  }

  private static long size(long[] shape) {
    return shape.length == 1 ? shape[0] : shape[0] * shape[1];
  }

  /// Norms are 1, all else is normal around 0.
  private static MemorySegment data(long[] shape, Random random) {
    long size = size(shape);
    MemorySegment data = Arena.ofAuto().allocate(4 * size, 4);
    for (long i = 0; i < size; i++) {
      float number = shape.length == 1 ? 1 : (float) (0.02 * random.nextGaussian());
      data.setAtIndex(ValueLayout.JAVA_FLOAT, i, number);
    }
    return data;
  }

  /// Rows that the steps take in turn.
  List<List<Row>> batches() {
    Random random = new Random(11);
    return IntStream.range(0, BATCHES)
        .mapToObj(_ -> rows.lengths().stream().map(length -> row(length, random)).toList())
        .toList();
  }

  private Row row(int length, Random random) {
    int learnt = Math.min(length - 1, (int) Math.round(length * rows.learnt()));
    return new Row(random.ints(length, 0, vocabulary).toArray(), learnt);
  }

  /// @param learnt how many ids at the end are
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Row(int[] ids, int learnt) {}
}
