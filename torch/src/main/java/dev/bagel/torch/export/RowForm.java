package dev.bagel.torch.export;

import dev.bagel.dataset.tokenizer.SpecialToken;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import dev.bagel.torch.data.TokenPair;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a row is written as an object of JSON.
sealed interface RowForm {
  /// The names that pretokenised rows have on the hub. Nothing else may stand beside them: some
  /// tools take every column for input.
  static Map<String, Object> tokens(TrainingTokens tokens) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("input_ids", tokens.ids());
    row.put("attention_mask", Collections.nCopies(tokens.size(), 1));
    row.put("labels", tokens.labels());
    return row;
  }

  /// A pair as an object.
  Map<String, Object> pair(TokenPair pair);

  /// Whether a reader of the pair finds the tokens that Bagel trains on.
  boolean exact(TokenPair pair);

  /// Both answers as tokens.
  record Tokens() implements RowForm {
    @Override
    public Map<String, Object> pair(TokenPair pair) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("chosen_input_ids", pair.chosen().ids());
      row.put("chosen_labels", pair.chosen().labels());
      row.put("rejected_input_ids", pair.rejected().ids());
      row.put("rejected_labels", pair.rejected().labels());
      return row;
    }

    @Override
    public boolean exact(TokenPair pair) {
      return true;
    }
  }

  /// Prompt and answers as text, special tokens by their names, for a reader that makes tokens of
  /// each by itself, adds no BOS, and puts EOS behind each answer.
  record Text(Tokenizer tokenizer) implements RowForm {
    @Override
    public Map<String, Object> pair(TokenPair pair) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("prompt", text(prompt(pair.chosen())));
      row.put("chosen", text(answer(pair.chosen())));
      row.put("rejected", text(answer(pair.rejected())));
      return row;
    }

    @Override
    public boolean exact(TokenPair pair) {
      return List.of(pair.chosen(), pair.rejected()).stream()
          .allMatch(
              side ->
                  same(prompt(side))
                      && same(answer(side))
                      && answer(side).length < side.size() - prompt(side).length);
    }

    private boolean same(int... ids) {
      return same(text(ids), ids);
    }

    /// Whether the text of tokens gives the same tokens.
    private boolean same(String text, int... ids) {
      return Arrays.equals(tokenizer.encode(tokenizer.withMarkers(text, List.of())).ids(), ids);
    }

    /// The text that gives these tokens again, where there is one. Some tokenizers put blanks
    /// around the special tokens of a whole text, and none where each stretch is taken by itself.
    private String text(int... ids) {
      String whole = tokenizer.decode(ids);
      String parts = parts(ids);
      return same(parts, ids) && !same(whole, ids) ? parts : whole;
    }

    private String parts(int... ids) {
      StringBuilder text = new StringBuilder();
      int from = 0;
      for (int i = 0; i <= ids.length; i++) {
        if (i == ids.length || tokenizer.specials().containsValue(ids[i])) {
          text.append(tokenizer.decode(Arrays.copyOfRange(ids, from, i)));
          text.append(i < ids.length ? tokenizer.decode(ids[i]) : "");
          from = i + 1;
        }
      }
      return text.toString();
    }

    private static int[] prompt(TrainingTokens side) {
      return Arrays.copyOf(side.ids(), begin(side));
    }

    /// Without the EOS behind it, if there is one.
    private int[] answer(TrainingTokens side) {
      int[] ids = side.ids();
      boolean ends =
          tokenizer
              .eos()
              .map(SpecialToken::id)
              .filter(eos -> eos == ids[ids.length - 1])
              .isPresent();
      return Arrays.copyOfRange(ids, begin(side), ends ? ids.length - 1 : ids.length);
    }

    private static int begin(TrainingTokens side) {
      int[] labels = side.labels();
      int begin = 0;
      while (begin < labels.length - 1 && labels[begin] == TrainingTokens.IGNORED) {
        begin++;
      }
      return begin;
    }
  }
}
