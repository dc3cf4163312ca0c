package dev.bagel.cli;

import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.WeightWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A folder with a Llama of random weights and a token for each letter: it writes nonsense, and
/// always the same.
final class TinyCheckpoint {
  static final int WINDOW = 96;
  private static final int VOCABULARY = 130;
  private static final int HIDDEN = 8;
  private static final int INSIDE = 12;

  private TinyCheckpoint() {}

  /// With a chat template.
  static Path in(Path folder) throws IOException {
    Files.writeString(
        LetterTokenizer.in(folder).resolve("tokenizer_config.json"),
        """
        {"add_bos_token": true, "bos_token": "<s>", "eos_token": "</s>", "chat_template":
         "{{ bos_token }}{% for m in messages %}{{ m.role[0] }}:{{ m.content }};{% endfor %}a:"}
        """);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"architectures": ["LlamaForCausalLM"], "vocab_size": %d, "hidden_size": %d,
         "intermediate_size": %d, "num_hidden_layers": 1, "num_attention_heads": 2,
         "num_key_value_heads": 1, "max_position_embeddings": %d, "tie_word_embeddings": true}
        """
            .formatted(VOCABULARY, HIDDEN, INSIDE, WINDOW));
    weights().writeFile(folder.resolve("model.safetensors"));
    return folder;
  }

  private static WeightWriter weights() {
    WeightWriter writer = new WeightWriter();
    String layer = "model.layers.0.";
    add(writer, "model.embed_tokens", VOCABULARY, HIDDEN);
    add(writer, "model.norm", HIDDEN);
    add(writer, layer + "input_layernorm", HIDDEN);
    add(writer, layer + "post_attention_layernorm", HIDDEN);
    add(writer, layer + "self_attn.q_proj", HIDDEN, HIDDEN);
    add(writer, layer + "self_attn.k_proj", HIDDEN / 2, HIDDEN);
    add(writer, layer + "self_attn.v_proj", HIDDEN / 2, HIDDEN);
    add(writer, layer + "self_attn.o_proj", HIDDEN, HIDDEN);
    add(writer, layer + "mlp.gate_proj", INSIDE, HIDDEN);
    add(writer, layer + "mlp.up_proj", INSIDE, HIDDEN);
    add(writer, layer + "mlp.down_proj", HIDDEN, INSIDE);
    return writer;
  }

  private static void add(WeightWriter writer, String name, long... shape) {
    Random random = new Random(name.hashCode());
    float[] values = new float[(int) (shape.length == 1 ? shape[0] : shape[0] * shape[1])];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() + (shape.length == 1 ? 1 : 0);
    }
    writer.add(name + ".weight", ElementType.F32, shape, () -> MemorySegment.ofArray(values));
  }
}
