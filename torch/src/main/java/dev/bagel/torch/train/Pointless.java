package dev.bagel.torch.train;

import dev.bagel.BagelException;
import java.util.List;

/// Settings that would change nothing beside the others: whoever gives one means something else.
final class Pointless {
  private static final List<Setting> OF_ADAPTERS =
      List.of(
          Setting.LORA_RANK,
          Setting.LORA_ALPHA,
          Setting.LORA_DROPOUT,
          Setting.LORA_TARGETS,
          Setting.LORA_RANK_STABILISED,
          Setting.MERGE);

  private Pointless() {}

  /// @throws BagelException USER where one is other than if nobody had said anything
  static void check(Method method, SettingValues values) {
    boolean full =
        values.choice(Setting.TUNING, TrainingSettings.Tuning.class)
            == TrainingSettings.Tuning.FULL;
    if (full) {
      OF_ADAPTERS.forEach(one -> refuse(values, one, "tuning=full; set tuning=lora or qlora"));
    } else {
      refuse(values, Setting.FREEZE, "an adapter, which leaves all weights as they are");
    }
    if (values.number(Setting.HELD_OUT, 0, Integer.MAX_VALUE) == 0) {
      refuse(values, Setting.EVALUATE_EVERY, "held-out=0, which leaves no rows to look at");
    }
    Passes.requireOneEach(values, (int) values.whole(Setting.PROCESSES, 1));
    switch (method) {
      case SFT -> {
        refuse(values, Setting.BETA, "sft; it is for dpo");
        refuse(values, Setting.REFERENCE, "sft; it is for dpo");
      }
      case DPO -> {
        refuse(values, Setting.PACKING, "dpo, whose pairs are not packed");
        refuse(values, Setting.OVER, "dpo, which cuts the prompts of longer pairs");
      }
    }
  }

  private static void refuse(SettingValues values, Setting setting, String beside) {
    if (!values.text(setting).equals(setting.absent())) {
      throw BagelException.user(
          "%s is '%s', which does nothing with %s; leave it out"
              .formatted(setting.label(), values.text(setting), beside));
    }
  }
}
