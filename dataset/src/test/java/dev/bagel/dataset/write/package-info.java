@NullMarked
package dev.bagel.dataset.write;

import org.jspecify.annotations.NullMarked;
