package dev.bagel.cli;

import dev.bagel.dataset.tokenizer.Pieces;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.List;

/// Shows the tokens of a sequence one after the other, with what is learnt and what a limit cuts.
///
/// In colour, tokens stand on two shades in turn; what is learnt is green, special tokens are bold,
/// what is cut is grey. Without, `│` stands between tokens, what is learnt in `⟦⟧` and special
/// tokens in `‹›`. A token that shows nothing by itself, a part of a character, is `◦`.
///
/// @param limit how many tokens stay
record TokenPainter(Pieces pieces, boolean colour, int limit) {
  private static final String RESET = "\u001b[0m";
  private static final String[] SHADES = {"48;5;236", "48;5;239"};
  private static final String PLAIN = "38;5;252";
  private static final String LEARNT = "38;5;120";
  private static final String CUT = "38;5;245";

  String paint(TrainingTokens tokens) {
    int[] ids = tokens.ids();
    int[] labels = tokens.labels();
    List<String> texts = pieces.of(ids);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < ids.length; i++) {
      boolean special = pieces.isSpecial(ids[i]);
      boolean learnt = labels[i] != TrainingTokens.IGNORED;
      String text = texts.get(i).isEmpty() ? "◦" : VisibleText.of(texts.get(i));
      if (i == limit) {
        out.append("✂");
      }
      if (colour) {
        coloured(out, text, style(i, special, learnt));
      } else {
        boolean first = learnt && (i == 0 || labels[i - 1] == TrainingTokens.IGNORED);
        boolean last = learnt && (i + 1 == ids.length || labels[i + 1] == TrainingTokens.IGNORED);
        out.append(i == 0 || out.charAt(out.length() - 1) == '\n' ? "" : "│");
        out.append(first ? "⟦" : "").append(special ? "‹" + text + "›" : text);
        out.append(last ? "⟧" : "");
      }
    }
    return out.toString().stripTrailing();
  }

  private String style(int token, boolean special, boolean learnt) {
    String front = token >= limit ? CUT : learnt ? LEARNT : PLAIN;
    return "\u001b[" + (special ? "1;" : "") + front + ";" + SHADES[token % 2] + "m";
  }

  /// No shade goes over a line's end: terminals would fill the line with it.
  private static void coloured(StringBuilder out, String text, String style) {
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      out.append(style).append(text, from, end).append(RESET).append('\n');
      from = end + 1;
    }
    if (from < text.length()) {
      out.append(style).append(text, from, text.length()).append(RESET);
    }
  }
}
