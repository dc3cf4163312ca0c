package dev.bagel.torch.data;

import dev.bagel.BagelException;
import dev.bagel.dataset.rows.TrainingFiles;
import dev.bagel.dataset.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pairs of answers for direct preference optimization: `dpo` of a build, or conversations with two
/// answers. Tokens and labels are those that `bagel tokens` shows, but for the limit.
///
/// Length: where the prompt and the longer answer have more than [DataSettings#maxTokens] together,
/// the prompt of both loses its earliest tokens, all but the first, which is BOS where there is
/// one; that is counted in [#cut]. Answers are never cut: a pair whose longer one does not fit by
/// itself, with that first token, is left out and counted in [#dropped]. [DataSettings#over] and
/// packing have no say here.
///
/// The pairs are made tokens of once, into a file `dpo.tokens` in the run's folder, which is
/// mapped. May be used by many threads until it is closed.
public final class DpoData implements AutoCloseable {
  private final DataSettings settings;
  private final TokenStore store;
  private final Sides sides;

  private DpoData(DataSettings settings, TokenStore store) {
    this.settings = settings;
    this.store = store;
    this.sides = Sides.of(store, settings);
  }

  /// Opens the pairs that a path means: a build, whose `dpo` is meant, a folder of parquet or JSONL
  /// files, or a file.
  ///
  /// @param folderOfModel where the tokenizer is from, and the chat template
  /// @param vocabulary how many tokens the model knows
  /// @param folder the run's, where `dpo.tokens` is, or is made
  /// @throws BagelException as [SftData#open]
  public static DpoData open(
      Path data,
      DataSettings settings,
      Tokenizer tokenizer,
      Path folderOfModel,
      int vocabulary,
      Path folder,
      Progress progress) {
    TokenStore store =
        TokenStore.open(
            new TokenStore.Making(
                "dpo",
                data,
                TrainingFiles.dpo(data),
                settings,
                tokenizer,
                folderOfModel,
                vocabulary,
                folder,
                progress));
    try {
      store.requireRows(data, settings.maxTokens());
      return new DpoData(settings, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /// How many pairs are trained on in an epoch.
  public int size() {
    return sides.training().length;
  }

  /// A pair to train on, in the order of the files.
  ///
  /// @param pair 0 to size - 1
  public TokenPair pair(int pair) {
    return read(sides.training()[pair]);
  }

  private TokenPair read(int pair) {
    TokenRow chosen = store.row(2 * pair);
    TokenRow rejected = store.row(2 * pair + 1);
    return new TokenPair(
        chosen.tokens(), rejected.tokens(), chosen.source(), chosen.id(), chosen.place());
  }

  /// The pairs to evaluate on, by source: views, whose pairs are read when they are asked for.
  public Map<String, List<TokenPair>> heldOut() {
    return sides.heldOut(store, this::read);
  }

  /// The pairs of an epoch.
  ///
  /// @param epoch from 0
  public Order<TokenPair> order(int epoch) {
    int[] order = Hash.shuffled(Hash.then(Hash.mix(settings.seed()), epoch), size());
    return new Order<>() {
      @Override
      public int size() {
        return order.length;
      }

      @Override
      public TokenPair at(int position) {
        return pair(order[position]);
      }
    };
  }

  /// Pairs that were left out for their length, by reason.
  public List<Dropped> dropped() {
    return store.dropped();
  }

  /// Pairs whose prompts were cut to the limit.
  public Optional<Cut> cut() {
    return store.cut();
  }

  /// All that a run's manifest says of its data.
  public DataFacts facts() {
    return sides.facts(store);
  }

  /// Lets go of the file; pairs that were read stay.
  @Override
  public void close() {
    store.close();
  }
}
