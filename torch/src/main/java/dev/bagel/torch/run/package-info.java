/// What a training run leaves for people to see: its numbers, step by step, as lines of JSON, as
/// TensorBoard's event files and as a page of charts. Start at [dev.bagel.torch.run.RunLog].
@NullMarked
package dev.bagel.torch.run;

import org.jspecify.annotations.NullMarked;
