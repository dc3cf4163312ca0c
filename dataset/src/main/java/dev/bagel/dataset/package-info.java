/// Composes a fine-tuning data set. Start at [dev.bagel.dataset.DatasetRecipe].
@NullMarked
package dev.bagel.dataset;

import org.jspecify.annotations.NullMarked;
