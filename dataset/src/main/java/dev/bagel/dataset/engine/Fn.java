package dev.bagel.dataset.engine;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A function that can travel to a worker.
@FunctionalInterface
public interface Fn<T, R extends @Nullable Object> extends Serializable {
  R apply(T record);
}
