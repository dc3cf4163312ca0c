package dev.bagel.dataset.engine;

import java.io.Serializable;

/// A function of two records that can travel to a worker.
@FunctionalInterface
public interface Fn2<A, B, R> extends Serializable {
  R apply(A first, B second);
}
