package dev.bagel.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tutorial that trains a model, which takes a minute.
@Tag("slow")
class TrainTutorialTest {
  static final Path PAGE = Path.of("docs", "tutorial", "train-a-model.md");

  @TempDir private Path folder;

  @Test
  void every_block_runs_and_prints_what_the_tutorial_shows() throws Exception {
    TutorialTest.holds(PAGE, Tutorial.of(PAGE).run(folder));
  }
}
