package dev.bagel.dataset.source.kit;

import dev.bagel.chat.Message;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.Preference;
import java.util.List;

/// Two answers to one request.
public final class Pair {
  private Pair() {}

  /// `system` may be blank: then there is none. A blank prompt or answer is an
  /// [DropReason#EMPTY_TURN], answers that differ in nothing but the white space around them are an
  /// [DropReason#EQUAL_PAIR].
  public static Outcome of(String system, String prompt, String chosen, String rejected) {
    if (prompt.isBlank() || chosen.isBlank() || rejected.isBlank()) {
      return Drop.row(DropReason.EMPTY_TURN, "", prompt);
    }
    Message user = Message.user(prompt.strip());
    Preference pair =
        Preference.of(
            system.isBlank() ? List.of(user) : List.of(Message.system(system.strip()), user),
            chosen.strip(),
            rejected.strip());
    return pair.chosen().equals(pair.rejected()) ? Drop.of(pair, DropReason.EQUAL_PAIR, "") : pair;
  }
}
