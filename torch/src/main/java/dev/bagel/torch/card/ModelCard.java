package dev.bagel.torch.card;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.FileTrouble;
import dev.bagel.torch.run.RunCharts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The card of a trained model: what it was made from, of what, how, how well it does, how to run
/// it, and what is not allowed. It is made from the run's own files; what they do not say is said
/// to be not known.
///
/// @param text of `README.md`, with the front matter that hubs read
/// @param charts SVG files that the text shows, by their places in the model's folder
public record ModelCard(String text, Map<String, String> charts) {
  private static final String FILE = "README.md";

  /// Whether a folder holds a model that was trained here.
  public static boolean suits(Path folder) {
    return TrainedRun.isIn(folder);
  }

  /// @param folder that a run left
  /// @throws BagelException USER where it holds no run, or one that cannot be read
  public static ModelCard of(Path folder) {
    TrainedRun run = TrainedRun.in(folder);
    Optional<RunCharts> curves = curves(run);
    Map<String, String> charts = new LinkedHashMap<>();
    Map<String, String> titles = new LinkedHashMap<>();
    curves.ifPresent(
        found -> {
          for (String title : found.titles()) {
            String file = "training/card/" + fileName(title) + ".svg";
            if (!charts.containsKey(file)) {
              found.svg(title).ifPresent(svg -> charts.put(file, svg));
              titles.put(title, file);
            }
          }
          titles.values().retainAll(charts.keySet());
        });
    Map<String, Double> last = curves.map(RunCharts::last).orElse(Map.of());
    return new ModelCard(new CardText(run, last, titles).text(), charts);
  }

  private static Optional<RunCharts> curves(TrainedRun run) {
    return Files.exists(run.training().resolve("metrics.jsonl"))
        ? Optional.of(RunCharts.read(run.training()))
        : Optional.empty();
  }

  private static String fileName(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /// Writes the card of a folder, over one that is there.
  ///
  /// @return where it stands
  /// @throws BagelException as [#of]; RESOURCES where it cannot be written
  public static Path write(Path folder) {
    return of(folder).writeTo(folder);
  }

  /// Writes the card of a folder that has none.
  public static void writeWhereNone(Path folder) {
    if (!Files.exists(folder.resolve(FILE))) {
      write(folder);
    }
  }

  /// Writes this card: first its charts, then the text.
  ///
  /// @return where it stands
  public Path writeTo(Path folder) {
    charts.forEach((name, svg) -> write(folder.resolve(name), svg));
    Path card = folder.resolve(FILE);
    write(card, text);
    return card;
  }

  private static void write(Path file, String text) {
    Path draft = file.resolveSibling("." + file.getFileName() + ".incomplete");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw FileTrouble.writing(file, e);
    }
  }
}
