package dev.bagel.cli;

import dev.bagel.torch.toy.ToyModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bagel toy`: a model to try training with.
@Command(
    name = "toy",
    description = {
      "Writes an untrained model that is small enough to be trained on a processor in a minute or"
          + " two: a Llama of random weights, with bytes as its tokens and vicuna as its chat"
          + " template. It is for trying things, and knows nothing.",
    },
    footer = {
      "",
      "Example: bagel toy --out toy",
      "         bagel train sft --model toy --data bagel-out --out tuned rate=2e-3 epochs=10"
    })
final class ToyCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is new or empty.")
  private @Nullable Path out;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "N",
      description = "The same number makes the same weights. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    ToyModel model = ToyModel.write(Objects.requireNonNull(out), seed);
    if (output.json()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("out", model.folder().toString());
      facts.put("weights", model.weights());
      output.json(facts);
    } else {
      output.line("%s: %,d weights, untrained".formatted(model.folder(), model.weights()));
    }
    return 0;
  }
}
