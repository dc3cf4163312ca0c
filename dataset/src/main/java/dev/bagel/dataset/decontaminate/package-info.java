/// Takes out samples that ask what a benchmark asks.
@NullMarked
package dev.bagel.dataset.decontaminate;

import org.jspecify.annotations.NullMarked;
