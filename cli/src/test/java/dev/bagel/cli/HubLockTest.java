package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A data set that changes upstream after a build, and a cache that changes on its own.
@Tag("slow") // every step is a process of its own
class HubLockTest {
  private static final String BOOLQ = "google/boolq";
  private static final String FILE = BOOLQ + "/data/train-0.jsonl";

  @TempDir private Path temp;

  private Visit visit;
  private Path out;
  private Path lock;
  private String oldCommit;
  private JsonNode oldTables;

  @BeforeEach
  void a_build_before_the_hub_moves_on() throws Exception {
    visit = new Visit(Files.createDirectory(temp.resolve("visit")));
    visit.upstream().write(FILE, Visit.boolq("is ice cold")).recipe("boolq:");
    out = temp.resolve("out");
    lock = temp.resolve("my.lock");
    assertThat(build("--lock", lock).err()).contains("wrote " + lock + ": 1 file");
    oldCommit = visit.standIn().commit(BOOLQ, "main");
    oldTables = Visit.tables(out);
  }

  @AfterEach
  void close() {
    visit.close();
  }

  private Run build(Object... more) throws Exception {
    Object[] args = new Object[4 + more.length];
    System.arraycopy(
        new Object[] {"build", visit.upstream().recipe(), "--out", out}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    return visit.run(args);
  }

  private String revision() throws IOException {
    return new Built(out).manifest().at("/sources/boolq/revision").asString();
  }

  @Test
  void a_lock_keeps_to_the_old_commit_when_the_hub_moves_on() throws Exception {
    visit.upstream().write(FILE, Visit.boolq("is ice hot"));

    visit.movesTo("elsewhere"); // where nothing is in the cache
    build("--lock", lock).result();
    assertThat(Visit.tables(out)).isEqualTo(oldTables);
    assertThat(revision()).isEqualTo(oldCommit);

    build().result();
    assertThat(Visit.tables(out)).isNotEqualTo(oldTables);
    assertThat(revision()).isNotEqualTo(oldCommit).isEqualTo(visit.standIn().commit(BOOLQ, "main"));

    Run update = build("--lock", lock, "--update-lock");
    update.result();
    assertThat(update.err()).contains(lock + ": changed " + FILE);
    assertThat(lock).content().contains(revision()).doesNotContain(oldCommit);
  }

  @Test
  void what_the_lock_names_and_the_hub_has_no_more_is_named() throws Exception {
    visit.movesTo("elsewhere");
    Files.delete(visit.upstream().path(FILE));
    assertThat(build("--lock", lock).failure(2))
        .contains(lock + " names " + FILE, oldCommit, "deleted upstream", "--update-lock");

    visit.upstream().write(FILE, Visit.boolq("is ice hot"));
    Files.writeString(lock, Files.readString(lock).replace(oldCommit, "f".repeat(40)));
    assertThat(build("--lock", lock).failure(2))
        .contains(lock + " names " + FILE, "no revision " + "f".repeat(40), "--update-lock");
    assertThat(Visit.files(visit.cached(BOOLQ)))
        .allMatch(file -> file.toString().endsWith(".incomplete"));
  }

  @Test
  void a_damaged_cache_is_never_used_and_repaired_where_the_hub_is_there() throws Exception {
    Path blob = visit.blob(BOOLQ);
    Visit.damage(blob);

    visit.with("HF_HUB_OFFLINE", "1");
    assertThat(build().failure(3)).contains(FILE + " is damaged in the cache", "HF_HUB_OFFLINE");
    assertThat(blob).exists();

    visit.with("HF_HUB_OFFLINE", "0");
    Run run = build();
    run.result();
    assertThat(run.err()).contains("note: " + FILE + " in the cache was damaged: fetched again");
    assertThat(Visit.tables(out)).isEqualTo(oldTables);
    assertThat(visit.blob(BOOLQ)).hasSameBinaryContentAs(visit.upstream().path(FILE));
  }
}
