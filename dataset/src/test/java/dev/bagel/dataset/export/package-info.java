@NullMarked
package dev.bagel.dataset.export;

import org.jspecify.annotations.NullMarked;
