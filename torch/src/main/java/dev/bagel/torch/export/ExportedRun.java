package dev.bagel.torch.export;

import dev.bagel.BagelException;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.train.Method;
import dev.bagel.torch.train.Setting;
import dev.bagel.torch.train.SettingValues;
import dev.bagel.torch.train.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/// A run that another tool is to make.
///
/// @param devices that it makes it on
/// @param pass sequences or pairs that a device computes at once
/// @param passes of each device in a step
record ExportedRun(
    Method method,
    SettingValues values,
    ModelConfig config,
    Tokenizer tokenizer,
    int devices,
    long pass,
    long passes) {
  private static final List<String> TUNING = List.of("full", "lora", "qlora");

  /// @throws BagelException USER where a step cannot be shared evenly, since then another number of
  ///   rows would be learnt from at once
  static ExportedRun of(TrainingSettings settings, Tokenizer tokenizer, int devices) {
    SettingValues values = settings.values();
    long batch = values.whole(Setting.BATCH, 1);
    long pass =
        values.given(Setting.MICRO_BATCH)
            ? Math.min(batch, values.whole(Setting.MICRO_BATCH, 1))
            : usualPass(batch, devices);
    if (batch % (pass * devices) != 0) {
      throw BagelException.user(
          "a batch of %d is not a number of passes of %d on %d devices; set batch to a multiple of %d"
              .formatted(batch, pass, devices, pass * devices));
    }
    if (values.given(Setting.FREEZE)) {
      throw BagelException.user(
          "freeze has nothing that is like it in other tools' configurations; leave it empty, or"
              + " train lora");
    }
    return new ExportedRun(
        settings.method(),
        values,
        ModelConfig.read(settings.model()),
        tokenizer,
        devices,
        pass,
        batch / (pass * devices));
  }

  /// As many sequences as usual, or as many fewer as it takes to share a step evenly.
  private static long usualPass(long batch, int devices) {
    return LongStream.iterate(TrainingSettings.USUAL_PASS, pass -> pass > 1, pass -> pass - 1)
        .filter(pass -> batch % (pass * devices) == 0)
        .findFirst()
        .orElse(1);
  }

  boolean prefers() {
    return method == Method.DPO;
  }

  boolean full() {
    return text(Setting.TUNING).equals(TUNING.getFirst());
  }

  boolean fourBits() {
    return text(Setting.TUNING).equals(TUNING.getLast());
  }

  boolean halfPrecision() {
    return text(Setting.PRECISION).equals("bf16");
  }

  boolean packs() {
    return flag(Setting.PACKING) && !prefers();
  }

  String text(Setting setting) {
    return values.text(setting);
  }

  boolean flag(Setting setting) {
    return values.flag(setting);
  }

  /// A number as YAML shall have it: whole where it is.
  Object number(Setting setting) {
    double number = decimal(setting);
    if (number == Math.rint(number) && Math.abs(number) < 1e6) {
      return (long) number;
    }
    return number;
  }

  double decimal(Setting setting) {
    return values.number(setting, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /// Wherever the tool is started.
  String model() {
    return Path.of(text(Setting.MODEL)).toAbsolutePath().normalize().toString();
  }
}
