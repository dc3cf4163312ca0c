/// What rows cost in tokens: the limit on a row, and rows packed into sequences of one length.
@NullMarked
package dev.bagel.dataset.budget;

import org.jspecify.annotations.NullMarked;
