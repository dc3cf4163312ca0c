package dev.bagel.dataset.decontaminate;

import dev.bagel.chat.Role;
import java.util.Locale;

/// Which turns of a conversation are compared with benchmarks.
public enum CheckedTurns {
  /// What is asked.
  USER,
  /// What is asked and what is answered, system texts too; of a pair both answers.
  ALL;

  /// @throws IllegalArgumentException for a label of none
  public static CheckedTurns of(String label) {
    for (CheckedTurns each : values()) {
      if (each.label().equals(label)) {
        return each;
      }
    }
    throw new IllegalArgumentException(label);
  }

  /// As recipes have it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean holds(Role role) {
    return this == ALL || role == Role.USER;
  }
}
