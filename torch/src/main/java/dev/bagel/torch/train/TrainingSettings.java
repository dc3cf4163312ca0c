package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.model.LearningOptions;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.weights.ElementType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// What a run is to do, checked.
///
/// @param values all of it as it is written
/// @param reference of DPO; empty: the model at the start
/// @param saved the type of the trained model's numbers; empty: each weight's own
public record TrainingSettings(
    Method method,
    SettingValues values,
    Path model,
    Path data,
    Path out,
    Precision precision,
    Tuning tuning,
    Steps steps,
    OptimiserSettings optimiser,
    LearningOptions learning,
    double beta,
    Optional<Path> reference,
    Optional<ElementType> saved,
    long seed,
    int processes,
    boolean ignoreMemory) {

  /// What is learnt.
  enum Tuning {
    FULL,
    LORA,
    QLORA
  }

  /// Sequences of a pass where nothing else is set: enough for threads to have some each.
  public static final int USUAL_PASS = 4;

  /// Of what numbers are multiplied by: more than anybody means, and far from where single
  /// precision ends.
  private static final double MOST = 1e30;

  /// How a run goes on.
  ///
  /// @param batch items of a step
  /// @param pass items of a pass
  /// @param most steps; 0: as the epochs say
  /// @param warmup steps, or below 1 a share of all
  /// @param evaluateEvery steps; 0: at the end of an epoch
  record Steps(
      int batch,
      int pass,
      int epochs,
      long most,
      Schedule.Shape shape,
      double warmup,
      long evaluateEvery,
      long saveEvery,
      int keep) {
    /// @param sizes how many items each epoch has
    Epochs epochs(IntUnaryOperator sizes) {
      return Epochs.of(epochs, sizes, batch, most);
    }

    Schedule schedule(long steps) {
      long up = warmup < 1 ? Math.round(warmup * steps) : (long) warmup;
      return new Schedule(shape, Math.min(up, steps), steps);
    }
  }

  /// @param given `key=value` each; at least model, data and out
  /// @throws BagelException USER where a value is not what it can be
  public static TrainingSettings of(Method method, String... given) {
    return of(method, SettingValues.of(Optional.empty(), List.of(given)));
  }

  /// @throws BagelException USER where a value is not what it can be
  public static TrainingSettings of(Method method, SettingValues given) {
    requireWhole(given.path(Setting.MODEL));
    SettingValues values = complete(method, given);
    Pointless.check(method, values);
    TrainingData.check(values);
    StartingWeights.check(values);
    return new TrainingSettings(
        method,
        values,
        values.path(Setting.MODEL),
        values.path(Setting.DATA),
        values.path(Setting.OUT),
        values.choice(Setting.PRECISION, Precision.class),
        values.choice(Setting.TUNING, Tuning.class),
        steps(values),
        optimiser(values),
        new LearningOptions(
            values.flag(Setting.GRADIENT_CHECKPOINTING), values.number(Setting.NEFTUNE, 0, MOST)),
        values.number(Setting.BETA, 1e-9, MOST),
        values.given(Setting.REFERENCE)
            ? Optional.of(values.path(Setting.REFERENCE))
            : Optional.empty(),
        saved(values),
        values.seed(),
        (int) values.whole(Setting.PROCESSES, 1),
        values.flag(Setting.IGNORE_MEMORY));
  }

  /// What is learnt begins with a whole model, such as the one that an adapter was merged into.
  private static void requireWhole(Path model) {
    if (ModelFolder.isAdapter(model)) {
      throw BagelException.user(
          "%s holds an adapter and no whole model: train it with merge=true, and name its folder merged"
              .formatted(model));
    }
  }

  /// Puts numbers in the place of what follows from other settings.
  private static SettingValues complete(Method method, SettingValues values) {
    SettingValues all = values;
    if (!all.given(Setting.RATE)) {
      boolean full = values.choice(Setting.TUNING, Tuning.class) == Tuning.FULL;
      String rate =
          switch (method) {
            case SFT -> full ? "2e-5" : "2e-4";
            case DPO -> full ? "1e-6" : "1e-5";
          };
      all = all.with(Setting.RATE, rate);
    }
    if (!all.given(Setting.GRADIENT_CHECKPOINTING)) {
      // Without it, all that four bits stand for is there at once on the way back.
      boolean fourBits = values.choice(Setting.TUNING, Tuning.class) == Tuning.QLORA;
      all = all.with(Setting.GRADIENT_CHECKPOINTING, Boolean.toString(fourBits));
    }
    if (!all.given(Setting.MAX_TOKENS)) {
      int positions = ModelConfig.read(values.path(Setting.MODEL)).positions();
      all = all.with(Setting.MAX_TOKENS, Integer.toString(Math.min(2048, positions)));
    }
    if (!all.given(Setting.DATE)) {
      all = all.with(Setting.DATE, date(values.path(Setting.OUT)));
    }
    return all;
  }

  /// Today, or the day on which the run that the folder holds began.
  private static String date(Path out) {
    Path before = new RunFolder(out).settings();
    return Files.exists(before)
        ? SettingValues.of(Optional.of(before), List.of()).text(Setting.DATE)
        : LocalDate.now(ZoneOffset.UTC).toString();
  }

  private static Steps steps(SettingValues values) {
    return new Steps(
        (int) values.whole(Setting.BATCH, 1),
        Passes.size(values),
        (int) values.whole(Setting.EPOCHS, 1),
        values.whole(Setting.STEPS, 0),
        values.choice(Setting.SCHEDULE, Schedule.Shape.class),
        values.number(Setting.WARMUP, 0, Integer.MAX_VALUE),
        values.whole(Setting.EVALUATE_EVERY, 0),
        values.whole(Setting.SAVE_EVERY, 1),
        (int) values.whole(Setting.KEEP, 1));
  }

  private static OptimiserSettings optimiser(SettingValues values) {
    return new OptimiserSettings(
        values.number(Setting.RATE, 0, MOST),
        values.number(Setting.BETA1, 0, 0.999999),
        values.number(Setting.BETA2, 0, 0.999999999),
        values.number(Setting.EPSILON, 1e-30, 1),
        values.number(Setting.WEIGHT_DECAY, 0, MOST),
        values.number(Setting.CLIP, 0, Double.MAX_VALUE));
  }

  private static Optional<ElementType> saved(SettingValues values) {
    return switch (values.text(Setting.SAVE_TYPE)) {
      case "same" -> Optional.empty();
      case "f32" -> Optional.of(ElementType.F32);
      case "bf16" -> Optional.of(ElementType.BF16);
      case "f16" -> Optional.of(ElementType.F16);
      default -> throw values.wrong(Setting.SAVE_TYPE, "same, f32, bf16 or f16");
    };
  }

  /// Which weights a full fine-tune leaves as they are.
  List<String> frozen() {
    return values.list(Setting.FREEZE);
  }
}
