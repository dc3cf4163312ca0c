package dev.bagel.torch.data;

/// Told while rows are made tokens of, now and then, by one thread.
@FunctionalInterface
public interface Progress {
  /// Nobody looks.
  static Progress none() {
    return (_, _) -> {};
  }

  /// @param rows done so far
  /// @param share of all files' bytes that has been read, 0 to 1
  void at(long rows, double share);
}
