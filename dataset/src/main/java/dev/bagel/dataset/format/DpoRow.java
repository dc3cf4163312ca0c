package dev.bagel.dataset.format;

/// Two answers to one prompt, for direct preference optimization (Rafailov et al. 2023). Both were
/// trimmed by the same rule.
public record DpoRow(
    String id, String source, String format, String prompt, String chosen, String rejected)
    implements TrainingRow {}
