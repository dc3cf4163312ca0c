package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.card.Provenance;
import dev.bagel.torch.data.DataFacts;
import dev.bagel.torch.data.DataIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run says of itself: its settings, its models, its data, and that it is done.
record RunRecord(RunFolder folder) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String METHOD = "method";
  private static final String SETTINGS = "settings";
  private static final String MODELS = "models";
  private static final String DATA = "data";
  private static final String PROVENANCE = "provenance";
  private static final String DONE = "done";

  /// Whether the run of these settings is done already.
  boolean done() {
    return Files.exists(folder.summary()) && read().path(DONE).asBoolean(false);
  }

  /// Writes down what the run is about, or checks that its rows are the same.
  ///
  /// @param goesOn whether there is a checkpoint to go on from
  void begin(
      TrainingSettings settings, Map<String, ModelDigest> models, DataFacts facts, boolean goesOn) {
    Object provenance;
    if (goesOn) {
      JsonNode before = read();
      checkRows(before, settings, new DataIdentity(facts.files(), facts.tokensFrom()));
      provenance = before.path(PROVENANCE);
    } else {
      provenance = Provenance.of(settings.data(), facts.sources().keySet());
    }
    RunFolder.write(folder.settings(), settings.values().yaml());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(METHOD, settings.method().label());
    all.put(SETTINGS, settings.values().all());
    all.put(MODELS, models);
    all.put(DATA, facts);
    all.put(PROVENANCE, provenance);
    all.put(DONE, false);
    write(all);
  }

  /// @throws BagelException USER where the folder holds a run with other settings, or its models
  ///   are not what they were
  void check(TrainingSettings settings, Map<String, ModelDigest> models) {
    JsonNode before = read();
    checkSettings(before, settings);
    models.forEach(
        (setting, now) -> {
          JsonNode then = before.path(MODELS).path(setting);
          List<String> changed = new ArrayList<>();
          if (!then.path("config").asString("").equals(now.config())) {
            changed.add("config");
          }
          if (!then.path("weights").asString("").equals(now.weights())) {
            changed.add("weights");
          }
          if (!changed.isEmpty()) {
            throw BagelException.user(
                "the %s %s has changed since the run in %s began with it (its %s); put back what was there, or name another out"
                    .formatted(
                        setting,
                        settings.values().text(Setting.of(setting).orElseThrow()),
                        folder.out(),
                        String.join(" and ", changed)));
          }
        });
  }

  private void checkSettings(JsonNode before, TrainingSettings settings) {
    List<String> changed = new ArrayList<>();
    String method = before.path(METHOD).asString("");
    if (!method.equals(settings.method().label())) {
      changed.add("%s, and was %s".formatted(settings.method().label(), method));
    }
    settings
        .values()
        .all()
        .forEach(
            (name, value) -> {
              String old = before.path(SETTINGS).path(name).asString("");
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

  /// @throws BagelException USER where the tokens would be others than those of the run
  void checkRows(TrainingSettings settings, DataIdentity now) {
    checkRows(read(), settings, now);
  }

  private void checkRows(JsonNode before, TrainingSettings settings, DataIdentity now) {
    JsonNode data = before.path(DATA);
    if (!data.path("tokensFrom").asString("").equals(now.tokensFrom())) {
      throw BagelException.user(
          "the rows in %s are not those that the run in %s began with (%s); put back what was there, or name another out"
              .formatted(settings.data(), folder.out(), RowChanges.between(data, now.files())));
    }
  }

  /// Of a run that is done.
  long steps() {
    return read().path("steps").asLong(0);
  }

  void finish(long steps) {
    Map<String, Object> all = new LinkedHashMap<>();
    read().properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    all.put(DONE, true);
    all.put("steps", steps);
    write(all);
  }

  private void write(Map<String, Object> all) {
    RunFolder.write(
        folder.summary(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
  }

  private JsonNode read() {
    try {
      JsonNode read = JSON.readTree(Files.readAllBytes(folder.summary()));
      if (read.isObject()) {
        return read;
      }
      throw unreadable("it is empty, or something else", null);
    } catch (JacksonException e) {
      throw unreadable("it is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    }
  }

  private BagelException unreadable(String why, @Nullable Exception cause) {
    String again =
        folder.holdsModel()
            ? "the model beside it is whole; to train again, name another out"
            : "put it back, or remove %s to begin again, or name another out"
                .formatted(folder.training());
    String message =
        "%s, which says what the run is about, cannot be read (%s); %s"
            .formatted(folder.summary(), why.lines().findFirst().orElse(""), again);
    return cause == null ? BagelException.user(message) : BagelException.user(message, cause);
  }
}
