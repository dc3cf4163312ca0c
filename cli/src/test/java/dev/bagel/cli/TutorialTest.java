package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every page of docs/tutorial/ says is so, and a how-to that works like one: see [Tutorial]
/// for how it is run. The one that trains a model is [TrainTutorialTest]'s.
///
/// A `text` block directly behind an `sh` block is what that prints on standard output. In it a
/// line `…` stands for any lines, or none. Blocks `console` are shown and not run: they need a key
/// or a network.
class TutorialTest {
  @TempDir private static Path temp;

  /// All of them at once: what they take is the start of many JVMs.
  private static final Map<Path, Future<List<Tutorial.Ran>>> RUNS = new HashMap<>();

  @BeforeAll
  static void all_are_run() throws IOException {
    try (ExecutorService processors =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (Path page : quick()) {
        Path folder = Files.createDirectory(temp.resolve(page.getFileName().toString()));
        RUNS.put(page, processors.submit(() -> Tutorial.of(page).run(folder)));
      }
    }
  }

  static List<Path> quick() throws IOException {
    return tutorials().stream().filter(page -> !page.equals(TrainTutorialTest.PAGE)).toList();
  }

  static List<Path> tutorials() throws IOException {
    List<Path> pages = new ArrayList<>(Fence.pages("docs/tutorial"));
    pages.add(Path.of("docs", "how-to", "decontaminate-any-file.md"));
    return pages;
  }

  @ParameterizedTest
  @MethodSource("quick")
  void every_block_runs_and_prints_what_the_tutorial_shows(Path page) throws Exception {
    holds(page, Objects.requireNonNull(RUNS.get(page)).get());
  }

  static void holds(Path page, List<Tutorial.Ran> all) throws IOException {
    Tutorial tutorial = Tutorial.of(page);
    for (Tutorial.Ran ran : all) {
      assertThat(ran.failed())
          .as(
              "%s: a command failed in%n%s%nstandard output:%n%s%nstandard error:%n%s",
              ran.block().place(), ran.block().text(), ran.out(), ran.err())
          .isFalse();
      Optional<Fence> shown = tutorial.shown(ran.block());
      if (shown.isPresent()) {
        assertThat(ran.out())
            .as("%s shows what this prints:%n%s", shown.get().place(), ran.block().text())
            .matches(
                printed -> Tutorial.fits(printed, shown.get().text()), "\n" + shown.get().text());
      }
    }
    assertThat(all).as("blocks of %s that ran", page).hasSize(tutorial.commands().size());
    assertThat(all).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("tutorials")
  void every_text_block_shows_what_a_block_before_it_prints(Path page) throws Exception {
    List<Fence> fences = Fence.of(page);
    for (int i = 0; i < fences.size(); i++) {
      Fence fence = fences.get(i);
      if (fence.is("text")) {
        assertThat(i > 0 && fence.follows(fences.get(i - 1)) && prints(fences.get(i - 1)))
            .as(
                "%s: put this directly behind the sh or console block that prints it, or give its"
                    + " fence another language",
                fence.place())
            .isTrue();
      }
    }
  }

  private static boolean prints(Fence fence) {
    return fence.is("sh") || fence.is("console");
  }
}
