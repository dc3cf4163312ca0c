@NullMarked
package dev.bagel.benchmarks;

import org.jspecify.annotations.NullMarked;
