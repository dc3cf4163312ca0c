/// Splits plain text books, as Project Gutenberg lays them out, into chapters.
@NullMarked
package dev.bagel.dataset.source.kit.book;

import org.jspecify.annotations.NullMarked;
