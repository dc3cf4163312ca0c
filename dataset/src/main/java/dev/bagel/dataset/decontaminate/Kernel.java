package dev.bagel.dataset.decontaminate;

/// Inner products of four queries with a panel of items, in single precision.
///
/// The Vector API is in an incubator module, which a JVM resolves only on request: `--add-modules
/// jdk.incubator.vector`, with a warning on every start, or, as the launcher has it, `--add-exports
/// java.base/jdk.internal.module=ALL-UNNAMED`, by which the module is loaded on first use. Without
/// either, plain Java does the same work.
sealed interface Kernel permits VectorKernel, ScalarKernel {
  /// Queries at a time: with two vectors of items each they fill eight registers with sums, half of
  /// what the smaller processors have.
  int QUERIES = 4;

  /// @param queries four of them side by side, dimension by dimension
  /// @param from where they begin
  /// @param panel see [Panels]
  /// @param products where they go: those of the first query with all items, then the second's …
  void products(float[] queries, int from, float[] panel, float[] products);

  /// The fastest there is.
  static Kernel best() {
    return VectorModule.AVAILABLE ? new VectorKernel() : new ScalarKernel();
  }
}
