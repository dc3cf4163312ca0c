/// Text from a model: prompts and conversations in, text out, piece by piece. Start at [TextModel].
@NullMarked
package dev.bagel.torch.generate;

import org.jspecify.annotations.NullMarked;
