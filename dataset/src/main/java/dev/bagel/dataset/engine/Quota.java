package dev.bagel.dataset.engine;

import java.io.Serializable;
import java.util.Map;

/// How many keys each stratum may keep, given how many records each has.
@FunctionalInterface
public interface Quota extends Serializable {
  Map<String, Long> of(Map<String, Long> sizes);
}
