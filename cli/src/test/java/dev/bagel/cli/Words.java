package dev.bagel.cli;

import java.util.ArrayList;
import java.util.List;

/// Words of a command line.
final class Words {
  private Words() {}

  static Object[] join(Object[] words, Object... more) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray();
  }
}
