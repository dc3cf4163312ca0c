package dev.bagel.cli;

import dev.bagel.dataset.rows.TokenSequence;
import dev.bagel.dataset.tokenizer.Pieces;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.LinkedHashMap;
import java.util.Map;

/// How rows of tokens are told.
sealed interface TokenView {
  /// One sequence.
  ///
  /// @param shown whether it is one of those to be shown
  void row(String file, long line, TokenSequence sequence, boolean shown);

  /// Whether rows beyond those to be shown count.
  boolean wantsAll();

  void end();

  /// An object a sequence.
  record Json(Output output, boolean severalFiles, int limit) implements TokenView {
    @Override
    public void row(String file, long line, TokenSequence sequence, boolean shown) {
      if (!shown) {
        return;
      }
      TrainingTokens tokens = sequence.tokens();
      Map<String, Object> facts = new LinkedHashMap<>();
      if (severalFiles) {
        facts.put("file", file);
      }
      facts.put("line", line);
      facts.put("kind", sequence.kind());
      facts.put("tokens", tokens.size());
      facts.put("learnt", tokens.learnt());
      if (limit < Integer.MAX_VALUE) {
        facts.put("cut", Math.max(0, tokens.size() - limit));
      }
      facts.put("input_ids", tokens.ids());
      facts.put("labels", tokens.labels());
      output.jsonLine(facts);
    }

    @Override
    public boolean wantsAll() {
      return false;
    }

    @Override
    public void end() {}
  }

  /// Some rows with their tokens, then what all come to.
  record Text(Output output, TokenPainter painter, TokenSummary summary) implements TokenView {
    Text(Output output, Tokenizer tokenizer, boolean colour, int limit) {
      this(output, new TokenPainter(new Pieces(tokenizer), colour, limit), new TokenSummary(limit));
    }

    @Override
    public void row(String file, long line, TokenSequence sequence, boolean shown) {
      TrainingTokens tokens = sequence.tokens();
      summary.add(sequence.kind(), tokens);
      if (!shown) {
        return;
      }
      int cut = Math.max(0, tokens.size() - painter.limit());
      output.line(
          "%s, row %d, %s: %s tokens, %s learnt%s"
              .formatted(
                  VisibleText.line(file),
                  line,
                  sequence.kind(),
                  BuildReports.number(tokens.size()),
                  BuildReports.number(tokens.learnt()),
                  cut == 0 ? "" : ", " + BuildReports.number(cut) + " beyond the limit"));
      output.line(painter.paint(tokens));
      output.line("");
    }

    @Override
    public boolean wantsAll() {
      return true;
    }

    @Override
    public void end() {
      summary.print(output);
    }
  }
}
