@NullMarked
package dev.bagel.dataset.source.kit.book;

import org.jspecify.annotations.NullMarked;
