package dev.bagel.torch.card;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run says of itself in `training/run.json`.
record TrainedRun(Path folder, JsonNode record) {
  /// @throws BagelException USER where there is none, or it is none
  static TrainedRun in(Path folder) {
    Path file = file(folder);
    try {
      return new TrainedRun(folder, JsonMapper.shared().readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      throw BagelException.user(
          "there is no %s; name a folder that bagel train or bagel build made".formatted(file), e);
    } catch (JacksonException e) {
      throw BagelException.user(
          "%s is not JSON: %s; train again, or mend it".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw BagelException.resources("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  static boolean isIn(Path folder) {
    return Files.isRegularFile(file(folder));
  }

  private static Path file(Path folder) {
    return folder.resolve("training").resolve("run.json");
  }

  Path training() {
    return folder.resolve("training");
  }

  String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  String method() {
    return record.path("method").asString("");
  }

  boolean done() {
    return record.path("done").asBoolean(false);
  }

  long steps() {
    return record.path("steps").asLong(0);
  }

  /// Empty where it is not known.
  String setting(String name) {
    return record.path("settings").path(name).asString("");
  }

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    record
        .path("settings")
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asString("")));
    return settings;
  }

  /// Whether what it made is put on a base, and not a whole model.
  boolean adapter() {
    return !setting("tuning").equals("full") && !setting("tuning").isEmpty();
  }

  /// A folder or file that a setting names.
  Optional<Path> path(String setting) {
    String text = setting(setting);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// The run that made the model with which this one began.
  Optional<TrainedRun> before() {
    return path("model").filter(TrainedRun::isIn).map(TrainedRun::in);
  }

  /// What was known of the data when the run began.
  Provenance provenance() {
    return Provenance.read(record.path("provenance"));
  }

  /// What is known of the rows of each source, by its name.
  Map<String, JsonNode> sources() {
    Map<String, JsonNode> sources = new LinkedHashMap<>();
    record
        .path("data")
        .path("sources")
        .properties()
        .forEach(entry -> sources.put(entry.getKey(), entry.getValue()));
    return sources;
  }
}
