@NullMarked
package dev.bagel.dataset.recipe;

import org.jspecify.annotations.NullMarked;
