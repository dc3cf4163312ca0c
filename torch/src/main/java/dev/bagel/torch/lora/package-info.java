/// Low-rank adapters (LoRA, QLoRA) in PEFT's layout: learnt by [dev.bagel.torch.lora.LoraWeights],
/// put on their base or merged into it by [dev.bagel.torch.lora.Adapter].
@NullMarked
package dev.bagel.torch.lora;

import org.jspecify.annotations.NullMarked;
