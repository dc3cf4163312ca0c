package dev.bagel.dataset.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What each token of a sequence adds to the text that the sequence stands for, to look at tokens
/// one by one. Together the pieces are the text, as far as the tokenizer's decoder lets them.
///
/// A special token's piece is its name. Of several tokens that are bytes of one character, the last
/// has the character and those before it are empty.
public final class Pieces {
  private static final String INCOMPLETE = "\uFFFD";
  private static final int MOST_BYTES = 4;

  private final Tokenizer tokenizer;
  private final Map<Integer, String> specials = new HashMap<>();

  public Pieces(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    tokenizer.specials().forEach((name, id) -> specials.put(id, name));
  }

  /// Whether it is a special token.
  public boolean isSpecial(int id) {
    return specials.containsKey(id);
  }

  /// One piece for each token, in time linear in their number.
  ///
  /// @throws dev.bagel.BagelException USER where an id is not of the vocabulary
  public List<String> of(int... ids) {
    List<String> pieces = new ArrayList<>(ids.length);
    // A decoder treats the begin of a text in its own way, so there is a token before.
    int before = 0;
    int next = 0;
    for (int i = 0; i < ids.length; i++) {
      String special = specials.get(ids[i]);
      String known = decode(ids, before, next);
      String text = special == null ? decode(ids, before, i + 1) : special;
      boolean complete = !text.endsWith(INCOMPLETE) || i - next >= MOST_BYTES;
      if (special == null && !complete && i + 1 < ids.length) {
        pieces.add("");
        continue;
      }
      boolean goesOn = special == null && text.startsWith(known);
      pieces.add(
          goesOn ? text.substring(known.length()) : special == null ? alone(ids[i]) : special);
      before = special == null ? next : i;
      next = i + 1;
    }
    return pieces;
  }

  private String alone(int id) {
    return tokenizer.decode(id);
  }

  private String decode(int[] ids, int from, int to) {
    return from == to ? "" : tokenizer.decode(Arrays.copyOfRange(ids, from, to));
  }
}
