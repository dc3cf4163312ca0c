/// A handful of operations on many records, in bounded memory. Knows nothing of data sets.
@NullMarked
package dev.bagel.dataset.engine;

import org.jspecify.annotations.NullMarked;
