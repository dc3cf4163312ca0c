package dev.bagel.benchmarks;

/// What one search for all queries took, in seconds.
///
/// @param wall on the clock at the wall
/// @param processor of the process, all threads
record SearchTime(double wall, double processor) {}
