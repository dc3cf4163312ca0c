/// Summaries of texts of any length. Start at [Summaries].
@NullMarked
package dev.bagel.prompting.summary;

import org.jspecify.annotations.NullMarked;
