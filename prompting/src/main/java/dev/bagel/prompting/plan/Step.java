package dev.bagel.prompting.plan;

/// One step of a plan: a tool is called, and what it gives is evidence.
///
/// @param evidence the number of the evidence that it makes
/// @param thought what it is for, in one line, or empty
/// @param tool the tool's name
/// @param input what the tool is given, with references to other evidence
public record Step(int evidence, String thought, String tool, String input) {}
