package dev.bagel.dataset.sample;

import java.util.UUID;

/// A candidate that is not kept, and why.
///
/// @param id of the sample that it was; made of the origin where no sample came of the row
/// @param detail what a person needs to understand the reason: a JSON object, or empty
/// @param excerpt the candidate's first characters, at most [#EXCERPT]
public record Drop(UUID id, DropReason reason, String detail, String excerpt) implements Outcome {
  public static final int EXCERPT = 200;
  public static final UUID NO_ID = new UUID(0, 0);

  public Drop {
    excerpt = shorten(excerpt);
  }

  /// The same drop with another id.
  public Drop withId(UUID other) {
    return new Drop(other, reason, detail, excerpt);
  }

  /// A row that no sample came of. Its id is given by whoever knows its origin. `excerpt` may be
  /// longer than what is kept of it.
  public static Drop row(DropReason reason, String detail, String excerpt) {
    return new Drop(NO_ID, reason, detail, excerpt);
  }

  /// A sample that is not kept.
  public static Drop of(Sample sample, DropReason reason, String detail) {
    return new Drop(sample.id(), reason, detail, sample.opening());
  }

  private static String shorten(String text) {
    if (text.length() <= EXCERPT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
    return text.substring(0, end);
  }
}
