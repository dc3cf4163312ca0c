package dev.bagel.dataset.engine;

import java.io.Serializable;
import java.util.Comparator;

/// A total order that can travel to a worker.
@FunctionalInterface
public interface Order<T> extends Comparator<T>, Serializable {}
