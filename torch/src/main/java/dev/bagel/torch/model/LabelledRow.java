package dev.bagel.torch.model;

/// A row to learn from, as tokens.
///
/// @param ids the tokens
/// @param labels beside each token: its id where it is to be learnt, [#IGNORED] elsewhere. The
///   first is never learnt, since nothing stands before it
@SuppressWarnings("ArrayRecordComponent") // handed on within a pass, never compared
public record LabelledRow(int[] ids, int[] labels) {
  /// The label of a token that is not learnt.
  public static final int IGNORED = -100;

  /// @throws IllegalArgumentException when there is not one label for each token
  public LabelledRow {
    if (ids.length != labels.length) {
      throw new IllegalArgumentException(ids.length + " ids and " + labels.length + " labels");
    }
  }
}
