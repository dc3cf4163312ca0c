package dev.bagel.dataset.source.kit.book;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands between two headings.
///
/// @param level of the heading above it; null before the first
record Section(Heading.@Nullable Level level, List<Block> blocks) {}
