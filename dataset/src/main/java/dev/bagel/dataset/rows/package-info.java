/// Training rows of files as tokens, whatever columns they come in: start at [RowTokens]. What
/// `bagel tokens` shows and what is trained on are made here.
@NullMarked
package dev.bagel.dataset.rows;

import org.jspecify.annotations.NullMarked;
