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
      row.put("prompt", tokenizer.decode(prompt(pair.chosen())));
      row.put("chosen", tokenizer.decode(answer(pair.chosen())));
      row.put("rejected", tokenizer.decode(answer(pair.rejected())));
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

    /// Whether the text of tokens gives the same tokens.
    private boolean same(int... ids) {
      String text = tokenizer.decode(ids);
      return Arrays.equals(tokenizer.encode(tokenizer.withMarkers(text, List.of())).ids(), ids);
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
