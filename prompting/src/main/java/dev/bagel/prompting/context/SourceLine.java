package dev.bagel.prompting.context;

import java.util.List;

/// What one line below `Source:` quotes.
///
/// @param bulleted whether it is an item of a list
/// @param known whether its first field has a key, or a bare value, that a block has too
/// @param fields what it quotes; none where it is no more than prose
/// @param prose what follows on the line
record SourceLine(boolean bulleted, boolean known, List<Field> fields, String prose) {
  /// Whether the line can be nothing but a source, wherever it stands.
  boolean isAddress() {
    return !fields.isEmpty()
        && fields.getFirst().value().contains("://")
        && fields.getFirst().value().indexOf(' ') < 0;
  }

  /// This line with more prose behind it.
  SourceLine before(String more) {
    return more.isEmpty() ? this : new SourceLine(bulleted, known, fields, prose + more);
  }

  boolean hasKey() {
    return !fields.isEmpty() && !fields.getFirst().key().isEmpty();
  }
}
