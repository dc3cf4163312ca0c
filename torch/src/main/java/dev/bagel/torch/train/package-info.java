/// Fine-tuning, as two stories: [dev.bagel.torch.train.SftTraining] and
/// [dev.bagel.torch.train.DpoTraining].
@NullMarked
package dev.bagel.torch.train;

import org.jspecify.annotations.NullMarked;
