package dev.bagel.dataset.decontaminate;

import org.jspecify.annotations.Nullable;

/// An embedder that is loaded by the first thread that needs it.
final class LazyEmbedder implements AutoCloseable {
  private final SentenceModel model;
  private volatile @Nullable Embedder embedder;

  LazyEmbedder(SentenceModel model) {
    this.model = model;
  }

  Embedder get() {
    Embedder open = embedder;
    return open != null ? open : load();
  }

  private synchronized Embedder load() {
    Embedder open = embedder;
    if (open == null) {
      open = model.open();
      embedder = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    Embedder open = embedder;
    if (open != null) {
      open.close();
    }
  }
}
