package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.torch.data.HeldOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingValuesTest {
  @TempDir Path folder;

  @Test
  void what_is_printed_can_be_read() throws IOException {
    SettingValues values =
        SettingValues.of(
            Optional.empty(),
            List.of(
                "model=it's: a #model", "freeze=a.*, b", "lora-targets=q_proj,v_proj", "out= "));
    Path file = folder.resolve("all.yaml");
    Files.writeString(file, values.yaml());
    assertThat(SettingValues.of(Optional.of(file), List.of()).all()).isEqualTo(values.all());
  }

  @Test
  void the_command_line_wins_over_the_file() throws IOException {
    Path file = folder.resolve("some.yaml");
    Files.writeString(file, "rate: 1e-3\nfreeze: [a, b]\nbatch: 16\n");
    SettingValues values = SettingValues.of(Optional.of(file), List.of("batch=4"));
    assertThat(values.all()).containsEntry("rate", "1e-3").containsEntry("batch", "4");
    assertThat(values.list(Setting.FREEZE)).containsExactly("a", "b");
  }

  @Test
  void an_unknown_setting_is_refused_where_it_stands() throws IOException {
    assertThatThrownBy(() -> SettingValues.of(Optional.empty(), List.of("learning-rate=1")))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("there is no setting 'learning-rate'");
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, "rate: 1\nrats: 2\n");
    assertThatThrownBy(() -> SettingValues.of(Optional.of(file), List.of()))
        .hasMessageContaining("bad.yaml")
        .hasMessageContaining("rats");
    assertThatThrownBy(() -> SettingValues.of(Optional.empty(), List.of("rate")))
        .hasMessageContaining("key=value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate=fast",
        "rate=-1",
        "rate=NaN",
        "batch=0",
        "batch=1.5",
        "epochs=0",
        "precision=f64",
        "tuning=most",
        "packing=yes",
        "schedule=step",
        "warmup=-1",
        "save-type=int8",
        "seed=x",
        "beta=0",
        "keep=0"
      })
  void values_that_cannot_be_are_refused_by_name(String bad) throws IOException {
    Workshop workshop = Workshop.in(folder);
    assertThatThrownBy(() -> workshop.settings(Method.SFT, "out", bad))
        .isInstanceOf(BagelException.class)
        .hasMessageStartingWith(bad.substring(0, bad.indexOf('=')) + " is '");
  }

  @ParameterizedTest
  @CsvSource({
    "SFT, lora-rank=8, tuning=lora",
    "SFT, merge=true, tuning=lora",
    "SFT, freeze=lm_head.weight tuning=lora, adapter",
    "SFT, beta=0.5, dpo",
    "SFT, reference=other, dpo",
    "DPO, packing=true, packed",
    "DPO, over=cut, prompts",
    "SFT, evaluate-every=5 held-out=0, no rows to look at"
  })
  void settings_that_would_do_nothing_are_refused(Method method, String given, String why)
      throws IOException {
    Workshop workshop = Workshop.in(folder);
    assertThatThrownBy(() -> workshop.settings(method, "out", given.split(" ", -1)))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("does nothing")
        .hasMessageContaining(why);
  }

  /// Of a batch of 4, in passes of 2.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "processes=3 | a step has 2 passes (batch 4, micro-batch 2), so 1 of 3 processes",
        "processes=3 | give a batch of 5 or more, a micro-batch of 1 at most, or fewer processes",
        "processes=8 | give a batch of 15 or more, or fewer processes"
      })
  void processes_that_would_have_nothing_to_do_are_refused(String given, String why)
      throws IOException {
    Workshop workshop = Workshop.in(folder);
    assertThatThrownBy(() -> workshop.settings(Method.SFT, "out", given))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(why);
    assertThat(workshop.settings(Method.SFT, "out", given, "batch=15").processes()).isPositive();
  }

  @Test
  void the_smallest_share_holds_something_out() throws IOException {
    TrainingSettings settings = Workshop.in(folder).settings(Method.SFT, "out", "held-out=0.0004");
    assertThat(TrainingData.settings(settings).heldOut()).isEqualTo(new HeldOut.Share(1));
  }

  @ParameterizedTest
  @CsvSource({"SFT, full, 2e-05", "SFT, lora, 2e-04", "DPO, full, 1e-06", "DPO, qlora, 1e-05"})
  void the_rate_follows_from_what_is_learnt(Method method, String tuning, String rate)
      throws IOException {
    Workshop workshop = Workshop.in(folder);
    TrainingSettings settings = workshop.settings(method, "out", "rate=", "tuning=" + tuning);
    assertThat(settings.values().all()).containsEntry("rate", rate);
  }
}
