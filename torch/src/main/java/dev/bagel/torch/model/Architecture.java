package dev.bagel.torch.model;

import dev.bagel.BagelException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The decoders that can be run, by the name that stands under `architectures` in config.json.
public enum Architecture {
  LLAMA("LlamaForCausalLM"),
  MISTRAL("MistralForCausalLM"),
  MIXTRAL("MixtralForCausalLM");

  private final String className;

  Architecture(String className) {
    this.className = className;
  }

  static Architecture named(String name, String where) {
    return Arrays.stream(values())
        .filter(one -> one.className.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                BagelException.user(
                    where
                        + ": the architecture "
                        + name
                        + " is not supported; take a model of "
                        + Arrays.stream(values())
                            .map(one -> one.className)
                            .collect(Collectors.joining(", "))));
  }

  /// Whether the decoder heeds `sliding_window`.
  boolean canSlide() {
    return this != LLAMA;
  }

  boolean hasExperts() {
    return this == MIXTRAL;
  }
}
