package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.torch.model.CompanionFiles;
import dev.bagel.torch.model.LearningWeights;
import dev.bagel.torch.model.TensorBytes;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.WeightWriter;
import dev.bagel.torch.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/// The checkpoints of a run, a folder each: the model as it is then, which loads like any other,
/// and what the optimiser remembers. Where in the data a run is, its rate and its chance follow
/// from the number of the step, which is the folder's name.
///
/// A folder comes to its place by renaming, when all of it is written.
final class Checkpoints {
  private static final String PREFIX = "step-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9]{1,18}");
  private static final String OPTIMISER = "optimiser.safetensors";
  private static final String MEANS = "means";
  private static final String SQUARES = "squares";

  private final Path folder;
  private final Path model;
  private final Optional<Path> template;
  private final int keep;

  /// @param model whose tokenizer and settings a checkpoint gets
  /// @param template the chat template that rows were written with, in place of the model's
  Checkpoints(Path folder, Path model, Optional<Path> template, int keep) {
    this.folder = folder;
    this.model = model;
    this.template = template;
    this.keep = keep;
  }

  /// The last one.
  ///
  /// @param folder of checkpoints
  static Optional<Path> last(Path folder) {
    return all(folder).stream().reduce((_, later) -> later);
  }

  static long step(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
  }

  /// Removes what a killed run left half-written.
  void clean() {
    for (Path path : list(folder, Files::isDirectory)) {
      if (path.getFileName().toString().startsWith(".")) {
        RunFolder.delete(path);
      }
    }
  }

  private static List<Path> all(Path folder) {
    return list(folder, path -> NAME.matcher(path.getFileName().toString()).matches()).stream()
        .sorted(Comparator.comparingLong(Checkpoints::step))
        .toList();
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(wanted).toList();
    } catch (IOException e) {
      throw BagelException.resources("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  /// Writes one, then removes those that are too many.
  Path save(long step, LearningWeights weights, AdamW optimiser) {
    Path place = folder.resolve(String.format(Locale.ROOT, "%s%06d", PREFIX, step));
    Path draft = folder.resolve("." + place.getFileName());
    RunFolder.delete(draft);
    RunFolder.make(draft);
    try {
      weights.save(draft, Optional.of(ElementType.F32));
      companions(draft, weights, Optional.of(ElementType.F32));
      WeightWriter writer = new WeightWriter();
      add(writer, MEANS, optimiser.means());
      add(writer, SQUARES, optimiser.squares());
      writer.writeFile(draft.resolve(OPTIMISER));
      RunFolder.settle(draft);
      RunFolder.delete(place);
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      RunFolder.settleNames(folder);
    } catch (IOException e) {
      throw RunFolder.trouble(place, e);
    } finally {
      RunFolder.delete(draft);
    }
    List<Path> all = all(folder);
    all.subList(0, Math.max(0, all.size() - keep)).forEach(RunFolder::delete);
    return place;
  }

  /// What other files a folder needs to be loaded.
  void companions(Path folder, LearningWeights weights, Optional<ElementType> type) {
    CompanionFiles files = new CompanionFiles(model, model);
    if (weights.isWhole()) {
      files.copy(folder, type);
    } else {
      files.copyTokenizer(folder);
    }
    template.ifPresent(
        named ->
            RunFolder.write(
                folder.resolve("chat_template.jinja"), ChatTemplate.of(named).source()));
  }

  private static void add(WeightWriter writer, String name, Tensor tensor) {
    long[] shape = {tensor.numel()};
    writer.add(name, ElementType.F32, shape, () -> TensorBytes.lasting(tensor, ElementType.F32));
  }

  /// Puts weights and optimiser back to where they were.
  ///
  /// @throws BagelException USER where a file of it is damaged, or of another model
  void restore(Path checkpoint, LearningWeights weights, AdamW optimiser) {
    try {
      weights.restore(checkpoint);
      restore(checkpoint, optimiser);
    } catch (BagelException e) {
      if (e.kind() != BagelException.Kind.USER) {
        throw e;
      }
      throw BagelException.user(
          "the checkpoint %s cannot be gone on from (%s); remove that folder, and the run goes on from the one before, or begins again"
              .formatted(checkpoint, e.getMessage()),
          e);
    }
  }

  private static void restore(Path checkpoint, AdamW optimiser) {
    try (Weights state = WeightFiles.openFile(checkpoint.resolve(OPTIMISER))) {
      for (String name : List.of(MEANS, SQUARES)) {
        Tensor target = name.equals(MEANS) ? optimiser.means() : optimiser.squares();
        if (state.get(name).data().byteSize() != target.numel() * ElementType.F32.bytes()) {
          throw BagelException.user(OPTIMISER + " is of another model than this run's");
        }
        TensorBytes.put(target, state.get(name).data());
      }
    }
  }
}
