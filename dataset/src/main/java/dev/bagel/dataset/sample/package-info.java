/// What flows through a build: samples, their ids, chance, and drops with their reasons.
@NullMarked
package dev.bagel.dataset.sample;

import org.jspecify.annotations.NullMarked;
