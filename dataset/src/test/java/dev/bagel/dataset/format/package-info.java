@NullMarked
package dev.bagel.dataset.format;

import org.jspecify.annotations.NullMarked;
