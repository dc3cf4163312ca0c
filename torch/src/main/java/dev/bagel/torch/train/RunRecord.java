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
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("data", facts);
    about.put(DONE, false);
    write(settings, about);
  }

  /// @throws BagelException USER where the folder holds a run with other settings
  void check(TrainingSettings settings) {
    Map<String, String> now = settings.values().all();
    Map<String, String> before = SettingValues.of(Optional.of(folder.settings()), List.of()).all();
    List<String> changed = new ArrayList<>();
    String method = read().path("method").asString("");
    if (!method.equals(settings.method().label())) {
      changed.add("%s, and was %s".formatted(settings.method().label(), method));
    }
    now.forEach(
        (name, value) -> {
          String old = before.getOrDefault(name, "");
          if (!old.equals(value) && Setting.of(name).filter(Setting::decides).isPresent()) {
            changed.add("%s: %s, and was %s".formatted(name, value, old));
          }
        });
    if (!changed.isEmpty()) {
      throw BagelException.user(
          "%s holds a run with other settings (%s); take these, or name another out"
              .formatted(folder.out(), String.join("; ", changed)));
    }
  }

  /// Of a run that is done.
  long steps() {
    return read().path("steps").asLong(0);
  }

  void finish(TrainingSettings settings, long steps) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("data", read().path("data"));
    about.put(DONE, true);
    about.put("steps", steps);
    write(settings, about);
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
