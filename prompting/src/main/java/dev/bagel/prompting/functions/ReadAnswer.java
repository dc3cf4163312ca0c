package dev.bagel.prompting.functions;

/// What could be made of a model's answer.
public sealed interface ReadAnswer permits ReadCall, Unreadable {}
