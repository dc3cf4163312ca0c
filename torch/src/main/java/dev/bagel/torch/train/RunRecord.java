package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.data.DataFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run says of itself: its settings, its data, and that it is done.
record RunRecord(RunFolder folder) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DONE = "done";

  /// Settings that decide nothing about the result.
  private static final List<Setting> FREE =
      List.of(
          Setting.OUT,
          Setting.KEEP,
          Setting.SAVE_EVERY,
          Setting.EVALUATE_EVERY,
          Setting.PROCESSES,
          Setting.IGNORE_MEMORY);

  /// Whether the run of these settings is done already.
  boolean done() {
    return Files.exists(folder.summary()) && read().path(DONE).asBoolean(false);
  }

  /// Writes down what the run is about, or checks that it is about the same.
  ///
  /// @param goesOn whether there is a checkpoint to go on from
  void begin(TrainingSettings settings, DataFacts facts, boolean goesOn) {
    if (goesOn) {
      check(settings);
      if (!read().path("data").path("tokensFrom").asString("").equals(facts.tokensFrom())) {
        throw BagelException.user(
            "the rows in %s, or the tokenizer, are not those that the run in %s began with; name another out"
                .formatted(settings.data(), folder.out()));
      }
    }
    RunFolder.write(folder.settings(), settings.values().yaml());
    write(settings, Map.of("data", facts, DONE, false));
  }

  /// @throws BagelException USER where the folder holds a run with other settings
  void check(TrainingSettings settings) {
    Map<String, String> now = settings.values().all();
    Map<String, String> before = SettingValues.of(Optional.of(folder.settings()), List.of()).all();
    List<String> changed = new ArrayList<>();
    now.forEach(
        (name, value) -> {
          String old = before.getOrDefault(name, "");
          if (!old.equals(value) && FREE.stream().noneMatch(free -> free.label().equals(name))) {
            changed.add("%s: %s, and was %s".formatted(name, value, old));
          }
        });
    if (!changed.isEmpty()) {
      throw BagelException.user(
          "%s holds a run with other settings (%s); take these, or name another out"
              .formatted(folder.out(), String.join("; ", changed)));
    }
  }

  void finish(TrainingSettings settings, long steps) {
    write(settings, Map.of("data", read().path("data"), DONE, true, "steps", steps));
  }

  private void write(TrainingSettings settings, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("method", settings.method().label());
    all.put("settings", settings.values().all());
    all.putAll(more);
    RunFolder.write(
        folder.summary(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
  }

  private JsonNode read() {
    try {
      return JSON.readTree(Files.readAllBytes(folder.summary()));
    } catch (IOException e) {
      throw BagelException.user("cannot read " + folder.summary() + ": " + e.getMessage(), e);
    }
  }
}
