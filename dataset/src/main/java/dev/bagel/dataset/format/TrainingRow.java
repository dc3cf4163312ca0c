package dev.bagel.dataset.format;

/// One line of a training file: a sample, or one turn of it, in one format.
public sealed interface TrainingRow permits SftRow, DpoRow {
  /// The sample's UUID as text; rows of one sample share it.
  String id();

  /// `<name>_<format>`: the source's name and the label of the format.
  String source();

  /// The label of the prompt format, or [SftRow#PLAIN_TEXT].
  String format();
}
