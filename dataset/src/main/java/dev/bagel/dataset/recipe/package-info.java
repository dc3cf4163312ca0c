/// What a user writes down: sources, takes, trust, formats, benchmarks.
@NullMarked
package dev.bagel.dataset.recipe;

import org.jspecify.annotations.NullMarked;
