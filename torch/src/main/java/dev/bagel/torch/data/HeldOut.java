package dev.bagel.torch.data;

import dev.bagel.BagelException;

/// How many rows of each source are kept from training, to be evaluated on.
///
/// Rows are picked by a hash of the seed and their id, whole ids at a time: all rows of one
/// conversation are on the same side, whatever their format and source; so a source may have a few
/// more than asked for. Rows without an id are known by their tokens. Each source keeps at least
/// half of its rows to train on, so one with a single id has none held out.
public sealed interface HeldOut {
  /// All rows are trained on.
  static HeldOut none() {
    return new Rows(0);
  }

  /// How many of a source's rows are to be held out, at least, where its ids allow it.
  long of(long rows);

  /// A share of each source's rows, rounded, and one row at least where it is not 0.
  ///
  /// @param perMille 0 to 500
  record Share(int perMille) implements HeldOut {
    public Share {
      if (perMille < 0 || perMille > 500) {
        throw BagelException.user(
            "%d per mille of the rows cannot be held out; give 0 to 500".formatted(perMille));
      }
    }

    @Override
    public long of(long rows) {
      return perMille == 0 ? 0 : Math.max(1, (rows * perMille + 500) / 1000);
    }
  }

  /// A number of rows of each source.
  ///
  /// @param perSource 0 or more
  record Rows(int perSource) implements HeldOut {
    public Rows {
      if (perSource < 0) {
        throw BagelException.user(
            "%d rows cannot be held out; give 0 or more".formatted(perSource));
      }
    }

    @Override
    public long of(long rows) {
      return perSource;
    }
  }
}
