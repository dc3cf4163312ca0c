package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.write.DatasetCard;
import dev.bagel.dataset.write.Manifest;
import dev.bagel.torch.card.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel card`: the card of a data set or of a trained model.
@Command(
    name = "card",
    description =
        "Prints the card of a data set that bagel build made, or of a model that bagel train made:"
            + " what is in it, licences and what follows from them, with the front matter that hubs"
            + " read. Where the folder has no README.md, it is written there too.",
    footer = {"", "Example: bagel card tuned", "         bagel card tuned --write"})
final class CardCommand implements Callable<Integer> {
  private static final String FILE = "README.md";

  @Parameters(index = "0", paramLabel = "DIR", description = "The data set's or model's folder.")
  private Path folder = Path.of(".");

  @Option(names = "--write", description = "Write README.md over the one that is there.")
  private boolean write;

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    boolean writes = write || !Files.exists(folder.resolve(FILE));
    String text = Files.exists(manifest()) ? dataset(writes) : model(writes);
    if (writes && !output.json()) {
      output.err().println("wrote " + folder.resolve(FILE));
    }
    if (output.json()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("file", folder.resolve(FILE).toString());
      facts.put("written", writes);
      facts.put("card", text);
      output.json(facts);
    } else {
      output.line(text.stripTrailing());
    }
    return 0;
  }

  private Path manifest() {
    return folder.resolve("manifest.json");
  }

  private String dataset(boolean writes) {
    try {
      Path file = manifest();
      String text = DatasetCard.of(Manifest.parse(file.toString(), Files.readString(file)));
      if (writes) {
        new ModelCard(text, Map.of()).writeTo(folder);
      }
      return text;
    } catch (IOException e) {
      throw BagelException.resources("cannot read %s: %s".formatted(manifest(), e.getMessage()), e);
    }
  }

  private String model(boolean writes) {
    ModelCard card = ModelCard.of(folder);
    if (writes) {
      card.writeTo(folder);
    }
    return card.text();
  }
}
