package dev.bagel.torch.export;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.FileTrouble;
import dev.bagel.dataset.files.YamlText;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.torch.data.DpoData;
import dev.bagel.torch.data.SftData;
import dev.bagel.torch.train.TrainingData;
import dev.bagel.torch.train.TrainingSettings;
import dev.bagel.torch.train.TrainingWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// Writes a run down for another tool, for more devices than one machine has: its configuration,
/// the rows as it reads them, and a README with the commands and all that differs.
public final class TrainingExport {
  private final TrainingSettings settings;
  private final Trainer trainer;
  private final TrainingWatch watch;

  private TrainingExport(TrainingSettings settings, Trainer trainer, TrainingWatch watch) {
    this.settings = settings;
    this.trainer = trainer;
    this.watch = watch;
  }

  /// Writes the folder that the settings name as `out`, which must not exist. It appears when all
  /// is in it.
  ///
  /// @param devices that will share each step
  /// @return what was written
  /// @throws BagelException USER where the folder exists, the tool cannot do such a run, or the
  ///   rows cannot be trained on; RESOURCES where it cannot be written
  public static ExportCounts write(
      TrainingSettings settings, Trainer trainer, int devices, TrainingWatch watch) {
    return new TrainingExport(settings, trainer, watch).write(devices);
  }

  private ExportCounts write(int devices) {
    Path out = settings.out().toAbsolutePath().normalize();
    if (Files.exists(out)) {
      throw BagelException.user(settings.out() + " exists; name another out, or remove it");
    }
    Path draft = out.resolveSibling("." + out.getFileName() + ".incomplete");
    try (Tokenizer tokenizer = Tokenizer.of(settings.model())) {
      ExportedRun run = ExportedRun.of(settings, tokenizer, devices);
      Layout layout = trainer.layout(run);
      delete(draft);
      Files.createDirectories(draft);
      ExportCounts counts = rows(draft, layout, tokenizer);
      texts(draft, run, layout, counts);
      Files.move(draft, out, StandardCopyOption.ATOMIC_MOVE);
      return counts;
    } catch (IOException e) {
      throw FileTrouble.writing(settings.out(), e);
    } finally {
      deleteQuietly(draft);
    }
  }

  private ExportCounts rows(Path draft, Layout layout, Tokenizer tokenizer) throws IOException {
    Path tokens = draft.resolve(".tokens");
    Files.createDirectories(tokens);
    try {
      return switch (settings.method()) {
        case SFT -> {
          try (SftData data = TrainingData.sft(settings, tokenizer, tokens, watch)) {
            yield new ExportedRows(draft).write(data);
          }
        }
        case DPO -> {
          try (DpoData data = TrainingData.dpo(settings, tokenizer, tokens, watch)) {
            yield new ExportedRows(draft).write(data, layout.rows());
          }
        }
      };
    } finally {
      delete(tokens);
    }
  }

  private void texts(Path draft, ExportedRun run, Layout layout, ExportCounts counts)
      throws IOException {
    Files.writeString(draft.resolve("config.yaml"), YamlText.of(layout.configuration(counts)));
    for (Map.Entry<String, String> file : layout.files().entrySet()) {
      Files.writeString(draft.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(
        draft.resolve("README.md"), new ExportReadme(trainer, run, layout, counts).text());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException _) {
      // What it was written for has failed already, and is said; the next export clears it.
    }
  }
}
