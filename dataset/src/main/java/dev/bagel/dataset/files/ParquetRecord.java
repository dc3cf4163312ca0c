package dev.bagel.dataset.files;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of a parquet file.
///
/// @param unreadable the column whose bytes are no text, or null
record ParquetRecord(Map<String, @Nullable Object> values, @Nullable String unreadable) {}
