package dev.bagel.dataset.decontaminate;

import java.io.Serializable;

/// A text of a benchmark that no training sample may ask.
///
/// @param benchmark the benchmark's name
/// @param index its row from 0, counted on across the benchmark's files in the order of their names
public record BenchmarkItem(String benchmark, long index, String text) implements Serializable {}
