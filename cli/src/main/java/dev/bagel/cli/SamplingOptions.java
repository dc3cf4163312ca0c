package dev.bagel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long a text becomes and how its tokens are chosen, beside the temperature.
final class SamplingOptions {
  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "With a temperature: choose among the K likeliest tokens.")
  private @Nullable Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "With a temperature: choose among the likeliest tokens whose probabilities add up to P.")
  private @Nullable Double topP;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "End before this text. May be repeated.")
  private List<String> stops = new ArrayList<>();

  Optional<Integer> topK() {
    return Optional.ofNullable(topK);
  }

  Optional<Double> topP() {
    return Optional.ofNullable(topP);
  }

  List<String> stops() {
    return stops;
  }
}
