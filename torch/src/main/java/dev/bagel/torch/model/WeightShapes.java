package dev.bagel.torch.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every weight that a decoder needs, with its shape.
public final class WeightShapes {
  private final ModelConfig config;
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  private WeightShapes(ModelConfig config) {
    this.config = config;
  }

  /// In the order in which a decoder uses them.
  public static Map<String, List<Long>> of(ModelConfig config) {
    WeightShapes all = new WeightShapes(config);
    all.put(WeightNames.EMBEDDING, config.vocabulary(), config.hidden());
    for (int layer = 0; layer < config.layers(); layer++) {
      all.layer(new WeightNames.Layer(layer));
    }
    all.shapes.put(WeightNames.NORM, List.of((long) config.hidden()));
    if (!config.tiedEmbeddings()) {
      all.put(WeightNames.HEAD, config.vocabulary(), config.hidden());
    }
    return all.shapes;
  }

  private void layer(WeightNames.Layer names) {
    long hidden = config.hidden();
    long queries = (long) config.heads() * config.headSize();
    long keys = (long) config.keyValueHeads() * config.headSize();
    shapes.put(names.before(), List.of(hidden));
    put(names.query(), queries, hidden);
    put(names.key(), keys, hidden);
    put(names.value(), keys, hidden);
    put(names.output(), hidden, queries);
    shapes.put(names.between(), List.of(hidden));
    config.experts().ifPresentOrElse(experts -> experts(names, experts), () -> dense(names));
  }

  private void experts(WeightNames.Layer names, ModelConfig.Experts experts) {
    put(names.router(), experts.count(), config.hidden());
    for (int expert = 0; expert < experts.count(); expert++) {
      gated(names.expert(expert));
    }
  }

  private void dense(WeightNames.Layer names) {
    gated(names.dense());
  }

  private void gated(WeightNames.Gated names) {
    put(names.gate(), config.intermediate(), config.hidden());
    put(names.up(), config.intermediate(), config.hidden());
    put(names.down(), config.hidden(), config.intermediate());
  }

  private void put(String name, long rows, long columns) {
    shapes.put(name, List.of(rows, columns));
  }
}
