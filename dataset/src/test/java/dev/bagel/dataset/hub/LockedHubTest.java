package dev.bagel.dataset.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.hub.Lock.HubEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedHubTest {
  private static final HubFiles TRAIN = HubFiles.of("google/boolq", "data/train-*");
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final HubEntry ENTRY =
      new HubEntry("google/boolq", "data/train-0.jsonl", "c0ffee", 3, ABC);

  @TempDir Path folder;

  private Path file = Path.of("");

  @BeforeEach
  void a_file() throws IOException {
    file = folder.resolve("google/boolq/data/train-0.jsonl");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "abc");
  }

  private Hub locked(String revision) {
    HubEntry entry = new HubEntry("google/boolq", "data/train-0.jsonl", revision, 3, ABC);
    return new Locking.Kept("my.lock", new Lock(List.of(entry), List.of()))
        .over(new HubFolder(folder));
  }

  @Test
  void what_is_new_on_the_hub_is_not_there() throws IOException {
    Files.writeString(folder.resolve("google/boolq/data/train-1.jsonl"), "abc");
    Files.createDirectories(folder.resolve("ropes"));
    Files.writeString(folder.resolve("ropes/train.jsonl"), "abc");
    Hub hub = locked(Hub.UNSTATED);

    assertThat(hub.find(TRAIN).files())
        .extracting(HubFile::name)
        .containsExactly("google/boolq/data/train-0.jsonl");
    assertThat(hub.find(HubFiles.of("google/boolq", "data/train-1", "data/train-*")).missing())
        .containsExactly("google/boolq/data/train-1 (not in bagel.lock)");
    assertThat(hub.find(HubFiles.of("ropes", "train")).missing())
        .containsExactly("ropes/train (not in bagel.lock)");
    assertThat(hub.description()).contains(folder.toString(), "my.lock");
  }

  @Test
  void what_is_as_locked_is_fetched_and_is_of_the_locked_revision() {
    for (String revision : List.of(Hub.UNSTATED, "c0ffee")) {
      LongAdder arrived = new LongAdder();
      Hub hub = locked(revision);
      Fetched fetched = hub.fetch(hub.find(TRAIN).files().getFirst(), arrived::add);

      assertThat(fetched.file().path()).isEqualTo(file);
      assertThat(fetched.revision()).isEqualTo(revision);
      assertThat(fetched.sha256()).isEqualTo(ABC);
      assertThat(arrived.sum()).isEqualTo(3);
    }
  }

  @Test
  void a_changed_file_is_named_with_what_was_locked_and_what_is_there() throws IOException {
    Files.writeString(file, "abd");
    refused(
        "my.lock names google/boolq/data/train-0.jsonl with 3 bytes and SHA-256 ba7816bf8f01…",
        "but it has 3 bytes and SHA-256 a52d159f262b…",
        "--update-lock");

    Files.writeString(file, "abcd");
    refused("google/boolq/data/train-0.jsonl with 3 bytes", "but it has 4 bytes");
  }

  @Test
  void a_file_that_is_gone_is_named_with_what_was_locked() throws IOException {
    Files.delete(file);
    refused(
        "google/boolq/data/train-0.jsonl with 3 bytes and SHA-256 ba7816bf8f01…",
        "cannot be had",
        "--update-lock");
  }

  @Test
  void a_hub_that_fails_is_named_with_the_lock_that_asked_it() {
    Hub failing =
        new Locking.Kept("my.lock", new Lock(List.of(ENTRY), List.of())).over(new FailingHub());
    HubFile found = failing.find(TRAIN).files().getFirst();

    assertThatThrownBy(() -> failing.fetch(found, _ -> {}))
        .isInstanceOfSatisfying(
            BagelException.class,
            e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.RESOURCES))
        .hasMessageContainingAll("the line is dead", "my.lock names it with 3 bytes");
  }

  /// A hub behind a line that is dead.
  private record FailingHub() implements Hub {
    @Override
    public Found find(HubFiles files) {
      return new Found(List.of(), List.of());
    }

    @Override
    public Fetched fetch(HubFile file, LongConsumer arrived) {
      throw BagelException.resources("the line is dead", new IOException("dead"));
    }

    @Override
    public String description() {
      return "the dead hub";
    }
  }

  private void refused(String... words) {
    for (String revision : List.of(Hub.UNSTATED, "c0ffee")) {
      Hub hub = locked(revision);
      HubFile found = hub.find(TRAIN).files().getFirst();
      assertThatThrownBy(() -> hub.fetch(found, _ -> {}))
          .isInstanceOfSatisfying(
              BagelException.class, e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.USER))
          .hasMessageContainingAll(words)
          .message()
          .doesNotContain("\n");
    }
  }
}
