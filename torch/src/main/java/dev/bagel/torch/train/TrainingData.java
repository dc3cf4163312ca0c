package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.dataset.tokenizer.Boundary;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.torch.data.Cut;
import dev.bagel.torch.data.DataIdentity;
import dev.bagel.torch.data.DataSettings;
import dev.bagel.torch.data.DpoData;
import dev.bagel.torch.data.Dropped;
import dev.bagel.torch.data.HeldOut;
import dev.bagel.torch.data.Over;
import dev.bagel.torch.data.Progress;
import dev.bagel.torch.data.SftData;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.peers.Peers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The rows of a run as tokens. Of several processes the first makes them, and the others read what
/// it made, where they share a disk.
public final class TrainingData {
  private TrainingData() {}

  /// The rows to imitate, outside of a run.
  ///
  /// @param folder where they are put as tokens, or were
  public static SftData sft(
      TrainingSettings settings, Tokenizer tokenizer, Path folder, TrainingWatch watch) {
    return SftData.open(
        settings.data(),
        settings(settings),
        tokenizer,
        settings.model(),
        ModelConfig.read(settings.model()).vocabulary(),
        folder,
        reading(watch));
  }

  /// The pairs, outside of a run.
  ///
  /// @param folder where they are put as tokens, or were
  public static DpoData dpo(
      TrainingSettings settings, Tokenizer tokenizer, Path folder, TrainingWatch watch) {
    return DpoData.open(
        settings.data(),
        settings(settings),
        tokenizer,
        settings.model(),
        ModelConfig.read(settings.model()).vocabulary(),
        folder,
        reading(watch));
  }

  static SftData sft(
      TrainingSettings settings, Tokenizer tokenizer, Peers peers, TrainingWatch watch) {
    SftData data = inTurn(peers, () -> sft(settings, tokenizer, folder(settings), watch));
    tell(peers, watch, data.dropped(), data.cut());
    return data;
  }

  static DpoData dpo(
      TrainingSettings settings, Tokenizer tokenizer, Peers peers, TrainingWatch watch) {
    DpoData data = inTurn(peers, () -> dpo(settings, tokenizer, folder(settings), watch));
    tell(peers, watch, data.dropped(), data.cut());
    return data;
  }

  /// What the tokens would be made from.
  static DataIdentity identity(TrainingSettings settings) {
    DataSettings data = settings(settings);
    int vocabulary = ModelConfig.read(settings.model()).vocabulary();
    try (Tokenizer tokenizer = Tokenizer.of(settings.model())) {
      return switch (settings.method()) {
        case SFT ->
            DataIdentity.sft(settings.data(), data, tokenizer, settings.model(), vocabulary);
        case DPO ->
            DataIdentity.dpo(settings.data(), data, tokenizer, settings.model(), vocabulary);
      };
    }
  }

  /// Made anew in part, tokens are of no use: a run that is told to stop here ends.
  private static Progress reading(TrainingWatch watch) {
    return (rows, share) -> {
      watch.reading(rows, share);
      if (watch.stops()) {
        throw BagelException.user("told to stop before the first step; nothing was learnt");
      }
    };
  }

  /// Rank 0 first. Then all wait for those that have to make tokens of their own.
  private static <T> T inTurn(Peers peers, Supplier<T> open) {
    if (peers.rank() != 0) {
      peers.meet();
    }
    T data = open.get();
    if (peers.rank() == 0) {
      peers.meet();
    }
    peers.meet();
    return data;
  }

  private static Path folder(TrainingSettings settings) {
    RunFolder folder = new RunFolder(settings.out());
    RunFolder.make(folder.tokens());
    return folder.tokens();
  }

  private static void tell(
      Peers peers, TrainingWatch watch, List<Dropped> dropped, Optional<Cut> cut) {
    if (peers.rank() == 0) {
      dropped.forEach(one -> watch.note("left out: " + one));
      cut.ifPresent(one -> watch.note("cut: " + one));
    }
  }

  /// Before anything is opened.
  static void check(SettingValues values) {
    long _ = values.whole(Setting.MAX_TOKENS, 3);
    Over _ = values.choice(Setting.OVER, Over.class);
    Boundary _ = values.choice(Setting.BOUNDARY, Boundary.class);
    boolean _ = values.flag(Setting.PACKING);
    HeldOut _ = heldOut(values);
    LocalDate _ = date(values);
  }

  static DataSettings settings(TrainingSettings settings) {
    SettingValues values = settings.values();
    ModelConfig config = ModelConfig.read(settings.model());
    int most = (int) values.whole(Setting.MAX_TOKENS, 3);
    if (most > config.positions()) {
      throw BagelException.user(
          "max-tokens is %d, and the model has %d positions: give as many at most"
              .formatted(most, config.positions()));
    }
    return new DataSettings(
        most,
        values.choice(Setting.OVER, Over.class),
        values.flag(Setting.PACKING),
        heldOut(values),
        settings.seed(),
        values.choice(Setting.BOUNDARY, Boundary.class),
        null,
        values.given(Setting.CHAT_TEMPLATE) ? values.path(Setting.CHAT_TEMPLATE) : null,
        date(values));
  }

  /// Below 1 a share of each source's rows, else a number of them.
  private static HeldOut heldOut(SettingValues values) {
    double number = values.number(Setting.HELD_OUT, 0, Integer.MAX_VALUE);
    return number < 1
        ? new HeldOut.Share(number > 0 ? (int) Math.max(1, Math.round(number * 1000)) : 0)
        : new HeldOut.Rows((int) number);
  }

  private static LocalDate date(SettingValues values) {
    try {
      return LocalDate.parse(values.text(Setting.DATE));
    } catch (DateTimeParseException e) {
      throw values.wrong(Setting.DATE, "a date, such as 2026-01-31");
    }
  }
}
