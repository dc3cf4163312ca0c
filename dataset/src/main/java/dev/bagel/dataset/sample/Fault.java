package dev.bagel.dataset.sample;

/// What is wrong with a sample or a row.
///
/// @param message one line for a person: what, and in which turn
public record Fault(DropReason reason, String message) {}
