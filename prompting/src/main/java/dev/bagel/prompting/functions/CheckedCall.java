package dev.bagel.prompting.functions;

/// What checking a call against the declared functions gives.
public sealed interface CheckedCall permits ValidCall, InvalidCall {}
