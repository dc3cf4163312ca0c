@NullMarked
package dev.bagel.dataset.dedupe;

import org.jspecify.annotations.NullMarked;
