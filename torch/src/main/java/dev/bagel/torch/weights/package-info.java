/// Weights of models in safetensors files: read by mapping them into memory, written as other tools
/// load them. Start at [dev.bagel.torch.weights.WeightFiles].
@NullMarked
package dev.bagel.torch.weights;

import org.jspecify.annotations.NullMarked;
