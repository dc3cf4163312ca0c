@NullMarked
package dev.bagel.dataset.budget;

import org.jspecify.annotations.NullMarked;
