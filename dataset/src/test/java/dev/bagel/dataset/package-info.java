@NullMarked
package dev.bagel.dataset;

import org.jspecify.annotations.NullMarked;
