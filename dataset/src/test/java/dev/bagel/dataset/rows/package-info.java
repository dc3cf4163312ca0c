@NullMarked
package dev.bagel.dataset.rows;

import org.jspecify.annotations.NullMarked;
