@NullMarked
package dev.bagel.dataset.sample;

import org.jspecify.annotations.NullMarked;
