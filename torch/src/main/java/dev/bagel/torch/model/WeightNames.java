package dev.bagel.torch.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What weights are called in the files of Llama, Mistral and Mixtral.
final class WeightNames {
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String NORM = "model.norm.weight";
  static final String HEAD = "lm_head.weight";

  /// How the name of every router ends.
  static final String ROUTER = ".block_sparse_moe.gate.weight";

  /// Old files have the rotary frequencies too, which follow from config.json.
  static final String FREQUENCIES = ".rotary_emb.inv_freq";

  /// What is of no layer: embedding, last norm and head.
  static final int OUTSIDE = -1;

  private static final Pattern LAYER = Pattern.compile("\\.layers\\.([0-9]+)\\.");

  private WeightNames() {}

  /// Of a weight, or of a part of an adapter on it; [#OUTSIDE] where it is of none.
  static int layer(String name) {
    Matcher layer = LAYER.matcher(name);
    return layer.find() ? Integer.parseInt(layer.group(1)) : OUTSIDE;
  }

  /// Those of one layer.
  record Layer(int index) {
    String before() {
      return named("input_layernorm");
    }

    String between() {
      return named("post_attention_layernorm");
    }

    String query() {
      return named("self_attn.q_proj");
    }

    String key() {
      return named("self_attn.k_proj");
    }

    String value() {
      return named("self_attn.v_proj");
    }

    String output() {
      return named("self_attn.o_proj");
    }

    String router() {
      return named("block_sparse_moe.gate");
    }

    Gated dense() {
      return new Gated(named("mlp.gate_proj"), named("mlp.up_proj"), named("mlp.down_proj"));
    }

    Gated expert(int expert) {
      String name = "block_sparse_moe.experts." + expert + ".w";
      return new Gated(named(name + 1), named(name + 3), named(name + 2));
    }

    private String named(String part) {
      return "model.layers." + index + "." + part + ".weight";
    }
  }

  /// Those of a SwiGLU.
  record Gated(String gate, String up, String down) {}
}
