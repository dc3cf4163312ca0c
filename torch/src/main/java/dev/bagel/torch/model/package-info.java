/// Decoders of the Llama family on libtorch: from a model's folder to logits and tokens. Start at
/// [CausalModel].
@NullMarked
package dev.bagel.torch.model;

import org.jspecify.annotations.NullMarked;
