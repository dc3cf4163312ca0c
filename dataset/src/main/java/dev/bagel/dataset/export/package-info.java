/// Rows as other trainers load them: what each export makes of a sample.
@NullMarked
package dev.bagel.dataset.export;

import org.jspecify.annotations.NullMarked;
