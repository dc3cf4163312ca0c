package dev.bagel.benchmarks;

import dev.bagel.torch.model.FullWeights;
import dev.bagel.torch.model.LabelledRow;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.LearningOptions;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.train.AdamW;
import dev.bagel.torch.train.OptimiserSettings;
import dev.bagel.torch.train.SftObjective;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bagel's side of `benchmarks/run training`, a process of its own: the protocol is that of
/// `peers/training.py`, and `memory` besides.
final class TrainingSide {
  private final List<LearningBatch> batches;
  private final FullWeights weights;
  private final LearningModel model;
  private final AdamW optimiser;
  private final double rate;
  private int done;

  private TrainingSide(JsonNode command) {
    Precision precision = Precision.valueOf(command.path("precision").stringValue());
    LearningOptions options = new LearningOptions(command.path("checkpointing").booleanValue(), 0);
    this.weights =
        FullWeights.open(Path.of(command.path("folder").stringValue()), List.of(), precision);
    this.model = new LearningModel(weights, precision, options);
    this.rate = command.path("rate").doubleValue();
    this.optimiser =
        new AdamW(weights.parameters(), new OptimiserSettings(rate, 0.9, 0.999, 1e-8, 0.01, 0));
    this.batches = command.path("batches").valueStream().map(this::batch).toList();
  }

  /// @param arguments none
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    @Nullable TrainingSide side = null;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode command = JsonMapper.shared().readTree(line);
      if (command.path("do").stringValue().equals("load")) {
        side = new TrainingSide(command);
        out.println(json(Map.of("loaded", side.weights.parameters().size())));
      } else if (side != null) {
        out.println(json(side.answer(command)));
      }
    }
  }

  private static String json(Object answer) {
    return JsonMapper.shared().writeValueAsString(answer);
  }

  private LearningBatch batch(JsonNode rows) {
    return LearningBatch.of(rows.valueStream().map(TrainingSide::row).toList(), weights.config());
  }

  private static LabelledRow row(JsonNode row) {
    int[] ids = row.path("ids").valueStream().mapToInt(JsonNode::intValue).toArray();
    int[] labels = ids.clone();
    Arrays.fill(labels, 0, ids.length - row.path("learnt").intValue(), LabelledRow.IGNORED);
    return new LabelledRow(ids, labels);
  }

  private Map<String, ?> answer(JsonNode command) {
    return switch (command.path("do").stringValue()) {
      case "steps" -> steps(command.path("count").intValue());
      case "memory" -> Map.of("now", ProcessMemory.now(), "peak", ProcessMemory.peak());
      default -> throw new IllegalArgumentException("unknown command " + command);
    };
  }

  private Map<String, ?> steps(int count) {
    List<Double> losses = new ArrayList<>();
    long wall = System.nanoTime();
    long processor = ProcessorTime.nanoseconds();
    for (int i = 0; i < count; i++) {
      losses.add(step());
    }
    return Map.of(
        "losses",
        losses,
        "wall",
        (System.nanoTime() - wall) / 1e9,
        "processor",
        (ProcessorTime.nanoseconds() - processor) / 1e9);
  }

  private double step() {
    LearningBatch batch = batches.get(done % batches.size());
    done++;
    weights.parameters().forgetGradients();
    double loss = model.learn(batch, new SftObjective(batch.learnt()), 0, 0).objective();
    optimiser.step(done, rate, 1);
    return loss;
  }
}
