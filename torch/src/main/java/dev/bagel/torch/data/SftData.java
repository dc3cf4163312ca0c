package dev.bagel.torch.data;

import dev.bagel.BagelException;
import dev.bagel.dataset.budget.Packer;
import dev.bagel.dataset.rows.TrainingFiles;
import dev.bagel.dataset.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows for supervised fine-tuning: a text to write after another, of a build, of messages,
/// pretokenised or plain. Tokens and labels are those that `bagel tokens` shows.
///
/// Length: a row with more than [DataSettings#maxTokens] is left out, or cut at its end (see
/// [Over]), and counted in [#dropped] and [#cut]. Rows that were packed by a build stay together,
/// in one sequence, whether more is packed or not.
///
/// The rows are made tokens of once, into a file `sft.tokens` in the run's folder, which is mapped:
/// the heap holds some 20 bytes a row. May be used by many threads until it is closed.
public final class SftData implements AutoCloseable {
  private final DataSettings settings;
  private final TokenStore store;
  private final Sides sides;

  /// Where the sequences begin that stay together as they are, in the training rows, and the end.
  private final int[] units;

  private SftData(DataSettings settings, TokenStore store) {
    this.settings = settings;
    this.store = store;
    this.sides = Sides.of(store, settings);
    this.units = units(store.file(), sides.training());
  }

  /// Opens the rows that a path means: a build, whose `sft` is meant, a folder of parquet or JSONL
  /// files, or a file.
  ///
  /// @param folderOfModel where the tokenizer is from, and the chat template
  /// @param vocabulary how many tokens the model knows
  /// @param folder the run's, where `sft.tokens` is, or is made
  /// @throws BagelException USER where there are no rows, the tokenizer has more tokens than the
  ///   model, a row cannot be read or has nothing to learn, or none is left after the limit;
  ///   RESOURCES where a file cannot be read or written
  public static SftData open(
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
                "sft",
                data,
                TrainingFiles.sft(data),
                settings,
                tokenizer,
                folderOfModel,
                vocabulary,
                folder,
                progress));
    try {
      store.requireRows(data, settings.maxTokens());
      return new SftData(settings, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static int[] units(TokenFile file, int[] training) {
    int[] starts = new int[training.length + 1];
    int units = 0;
    int before = -1;
    for (int i = 0; i < training.length; i++) {
      if (!together(file, before, training[i])) {
        starts[units++] = i;
      }
      before = training[i];
    }
    starts[units] = training.length;
    return Arrays.copyOf(starts, units + 1);
  }

  /// Whether two entries were packed into one sequence, with any held out between them.
  private static boolean together(TokenFile file, int earlier, int later) {
    if (earlier < 0) {
      return false;
    }
    for (int entry = later; entry > earlier; entry--) {
      if (!file.continues(entry)) {
        return false;
      }
    }
    return true;
  }

  /// How many rows are trained on in an epoch.
  public int size() {
    return sides.training().length;
  }

  /// A row to train on, in the order of the files.
  ///
  /// @param row 0 to size - 1
  public TokenRow row(int row) {
    return store.row(sides.training()[row]);
  }

  /// The rows to evaluate on, by source: views, whose rows are read when they are asked for.
  public Map<String, List<TokenRow>> heldOut() {
    return sides.heldOut(store, store::row);
  }

  /// The sequences of an epoch. With packing, how many there are differs a little between epochs,
  /// and finding them takes a moment.
  ///
  /// @param epoch from 0
  public Order<Sequence> order(int epoch) {
    int[] order = Hash.shuffled(Hash.then(Hash.mix(settings.seed()), epoch), units.length - 1);
    if (settings.packing()) {
      return order(packed(order));
    }
    return order(new PackedOrder(order, IntStream.rangeClosed(0, order.length).toArray()));
  }

  private PackedOrder packed(int[] order) {
    PackedOrder.Builder packed = new PackedOrder.Builder(order.length);
    Packer<Integer> packer = new Packer<>(settings.maxTokens());
    for (int unit : order) {
      packer.add(unit, tokens(unit)).forEach(packed::add);
    }
    packer.finish().forEach(packed::add);
    return packed.build();
  }

  private int tokens(int unit) {
    int tokens = 0;
    for (int row = units[unit]; row < units[unit + 1]; row++) {
      tokens += store.file().tokens(sides.training()[row]);
    }
    return tokens;
  }

  private Order<Sequence> order(PackedOrder order) {
    return new Order<>() {
      @Override
      public int size() {
        return order.size();
      }

      @Override
      public Sequence at(int position) {
        return sequence(order.at(position));
      }
    };
  }

  private Sequence sequence(int... parts) {
    List<TokenRow> rows = new ArrayList<>();
    for (int unit : parts) {
      for (int row = units[unit]; row < units[unit + 1]; row++) {
        rows.add(row(row));
      }
    }
    return new Sequence(rows);
  }

  /// Rows that were left out for their length, by reason.
  public List<Dropped> dropped() {
    return store.dropped();
  }

  /// Rows that were cut to the limit.
  public Optional<Cut> cut() {
    return store.cut();
  }

  /// All that a run's manifest says of its data.
  public DataFacts facts() {
    return sides.facts(store);
  }

  /// Lets go of the file; sequences that were read stay.
  @Override
  public void close() {
    store.close();
  }
}
