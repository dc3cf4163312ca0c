package dev.bagel.torch.generate;

import dev.bagel.dataset.tokenizer.Tokenizer;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/// The text of tokens as they come, in whole characters: a character may be several tokens of a
/// byte each. Special tokens have no text.
///
/// A token's text depends on those before it: the first word of a text stands without the space
/// that its token has. So each token is read together with those of the piece before.
final class TextPieces {
  private static final String UNFINISHED = "\uFFFD";

  /// No character has as many tokens: what is unfinished by then is not going to be one.
  private static final int PATIENCE = 16;

  private final Tokenizer tokenizer;
  private final Set<Integer> special;
  private int[] tokens;
  private int told;
  private String before;

  /// @param prompt what the text continues; empty for a text of its own
  TextPieces(Tokenizer tokenizer, int[] prompt) {
    this.tokenizer = tokenizer;
    this.special = new HashSet<>(tokenizer.specials().values());
    this.tokens = IntStream.of(prompt).filter(id -> !special.contains(id)).toArray();
    this.told = tokens.length;
    this.before = tokenizer.decodeText(tokens);
  }

  /// What of the text has become whole by this token.
  String add(int id) {
    if (special.contains(id)) {
      return "";
    }
    tokens = IntStream.concat(IntStream.of(tokens), IntStream.of(id)).toArray();
    String all = tokenizer.decodeText(tokens);
    boolean whole = !all.endsWith(UNFINISHED) || tokens.length - told >= PATIENCE;
    return whole && all.length() > before.length() ? tell(all) : "";
  }

  /// What is left when no token follows: an unfinished character is U+FFFD.
  String rest() {
    String all = tokenizer.decodeText(tokens);
    return all.length() > before.length() ? tell(all) : "";
  }

  private String tell(String all) {
    String piece = all.substring(before.length());
    tokens = IntStream.of(tokens).skip(told).toArray();
    told = tokens.length;
    before = tokenizer.decodeText(tokens);
    return piece;
  }
}
