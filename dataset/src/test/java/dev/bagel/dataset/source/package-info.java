@NullMarked
package dev.bagel.dataset.source;

import org.jspecify.annotations.NullMarked;
