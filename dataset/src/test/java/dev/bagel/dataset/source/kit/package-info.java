@NullMarked
package dev.bagel.dataset.source.kit;

import org.jspecify.annotations.NullMarked;
