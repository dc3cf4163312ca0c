package dev.bagel.torch.train;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Mean losses of held-out rows, over tokens.
final class Evaluation {
  private final List<String> sources;
  private final Tally tally = new Tally();

  Evaluation(Collection<String> sources) {
    this.sources = List.copyOf(sources);
    for (String source : this.sources) {
      tally.add("loss/" + source, 0);
      tally.add("tokens/" + source, 0);
    }
  }

  void add(String source, float[] losses) {
    for (float loss : losses) {
      tally.add("loss/" + source, loss);
    }
    tally.add("tokens/" + source, losses.length);
  }

  /// Over all processes: `eval/loss`, and `eval/loss/SOURCE` of each; nothing where nothing is held
  /// out.
  Map<String, Double> means(TrainingRun run) {
    run.together(tally);
    Map<String, Double> means = new LinkedHashMap<>();
    double loss = 0;
    double tokens = 0;
    for (String source : sources) {
      double of = tally.get("tokens/" + source);
      if (of > 0) {
        means.put("eval/loss/" + source, tally.get("loss/" + source) / of);
        loss += tally.get("loss/" + source);
        tokens += of;
      }
    }
    if (tokens > 0) {
      means.put("eval/loss", loss / tokens);
    }
    return means;
  }
}
