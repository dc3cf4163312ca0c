package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.torch.data.HeldOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    "clip=-1, 'a number, 0 or more'",
    "rate=1e300, 'a number, 0 to 1e30'",
    "warmup=1e12, 'a number, 0 to 2147483647'",
    "epsilon=2, 'a number, 1e-30 to 1'",
    "batch=1e12, 'a whole number, 1 to 2147483647'"
  })
  void what_can_be_is_said(String bad, String range) throws IOException {
    Workshop workshop = Workshop.in(folder);
    assertThatThrownBy(() -> workshop.settings(Method.SFT, "out", bad))
        .hasMessageEndingWith("it must be " + range);
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

  @ParameterizedTest
  @CsvSource({
    "2e-05, 2e-5",
    "0.00002, 2e-5",
    "2.50E-4, 2.5e-4",
    "0.0100, 0.01",
    ".03, 0.03",
    "1.0, 1",
    "+7, 7",
    "1e3, 1000",
    "-0.0, 0",
    "0.999999999, 0.999999999",
    "1e20, 1e20",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "fast, fast",
    "NaN, NaN"
  })
  void a_number_is_written_in_one_way(String given, String written) {
    SettingValues values = SettingValues.of(Optional.empty(), List.of("rate=" + given));
    assertThat(values.text(Setting.RATE)).isEqualTo(written);
  }

  @Test
  void every_number_that_is_set_by_default_is_written_in_that_way() {
    assertThat(SettingValues.of(Optional.empty(), List.of()).all())
        .isEqualTo(
            Arrays.stream(Setting.values())
                .collect(Collectors.toMap(Setting::label, Setting::absent)));
    assertThat(Setting.values())
        .filteredOn(setting -> setting.absent().matches("[0-9.e-]+"))
        .allMatch(Setting::isNumber);
  }

  @Test
  void what_is_no_number_stays_as_it_is_written() {
    SettingValues values = SettingValues.of(Optional.empty(), List.of("out=007", "date=2026"));
    assertThat(values.text(Setting.OUT)).isEqualTo("007");
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
  @CsvSource({"SFT, full, 2e-5", "SFT, lora, 2e-4", "DPO, full, 1e-6", "DPO, qlora, 1e-5"})
  void the_rate_follows_from_what_is_learnt(Method method, String tuning, String rate)
      throws IOException {
    Workshop workshop = Workshop.in(folder);
    TrainingSettings settings = workshop.settings(method, "out", "rate=", "tuning=" + tuning);
    assertThat(settings.values().all()).containsEntry("rate", rate);
  }
}
