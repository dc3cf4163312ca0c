package dev.bagel.dataset.source.kit;

import dev.bagel.chat.Message;
import dev.bagel.dataset.sample.Preference;
import java.util.List;

/// Two answers to one request.
public final class Pair {
  private Pair() {}

  /// Texts without the white space around them; no system text where it is blank. Whether the
  /// answers are sound and differ is checked for samples of every source alike.
  public static Preference of(String system, String prompt, String chosen, String rejected) {
    Message user = Message.user(prompt.strip());
    return Preference.of(
        system.isBlank() ? List.of(user) : List.of(Message.system(system.strip()), user),
        chosen.strip(),
        rejected.strip());
  }
}
