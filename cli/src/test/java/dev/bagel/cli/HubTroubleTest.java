package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.hub.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A hub that fails, and processes that are killed or come in pairs.
@Tag("slow") // every step is a process of its own
class HubTroubleTest {
  private static final String PIQA = "ybisk/piqa";
  private static final String FILE = "plain_text/train-0.parquet";
  private static final long PART = 100_000;

  @TempDir private Path temp;

  private Visit visit;
  private Path out;

  @BeforeEach
  void hub_with_a_file_of_some_size() throws IOException {
    visit = new Visit(Files.createDirectory(temp.resolve("visit")));
    visit.upstream().parquet(PIQA + "/" + FILE, Visit.piqa(3_000)).recipe("piqa:");
    assertThat(visit.upstream().path(PIQA + "/" + FILE).toFile().length()).isGreaterThan(2 * PART);
    out = temp.resolve("out");
  }

  @AfterEach
  void close() {
    visit.close();
  }

  private Path recipe() {
    return visit.upstream().recipe();
  }

  private JsonNode tablesOfTheFolder() throws IOException {
    Path folder = temp.resolve("of-folder");
    Run.of("build", recipe(), "--hub", visit.upstream().folder(), "--out", folder).result();
    return Visit.tables(folder);
  }

  /// The file in the cache is the one upstream.
  private void assertCached() throws IOException {
    assertThat(visit.blob(PIQA)).hasSameBinaryContentAs(visit.upstream().path(PIQA + "/" + FILE));
    assertThat(Visit.files(visit.cached(PIQA).resolve("snapshots"))).hasSize(1);
  }

  private List<String> rangesAsked() {
    return visit.standIn().requests().stream()
        .filter(each -> each.server().equals("storage"))
        .map(each -> String.valueOf(each.header("Range")))
        .toList();
  }

  @Test
  void a_hub_that_fails_for_a_while_does_no_harm() throws Exception {
    visit
        .standIn()
        .next("/revision/", Fault.status(500), Fault.status(429, "Retry-After", "1"))
        .next("/tree/", Fault.status(429, "Retry-After", "0"))
        .next("/resolve/", Fault.status(503))
        .nextStored(
            FILE,
            new Fault.Cut(PART / 2),
            Fault.status(500),
            new Fault.Shorter(PART),
            new Fault.Cut(PART / 2),
            new Fault.WrongByte(10));

    visit.run("build", recipe(), "--out", out).result();
    assertThat(Visit.tables(out)).isEqualTo(tablesOfTheFolder());
    assertCached();
    assertThat(rangesAsked()).contains("null", "bytes=" + PART / 2 + "-");
  }

  @Test
  void bytes_that_are_wrong_every_time_never_get_into_the_cache() throws Exception {
    Fault wrong = new Fault.WrongByte(4_711);
    visit.standIn().nextStored(FILE, wrong, wrong, wrong, wrong, wrong);

    assertThat(visit.run("build", recipe(), "--out", out).failure(3))
        .contains(PIQA + "/" + FILE, "3 times in a row", "sha256");
    assertThat(Visit.files(visit.home())).noneMatch(file -> file.toString().contains("/blobs/"));
    assertThat(Visit.files(visit.home()))
        .noneMatch(file -> file.toString().contains("/snapshots/"));
    new Built(out).isUntouched();
  }

  @Test
  void a_killed_download_goes_on_where_it_was() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    visit.standIn().nextStored(FILE, new Fault.Hold(PART, held, goOn));

    Process process = visit.start("build", recipe(), "--out", out);
    Path blobs = visit.cached(PIQA).resolve("blobs");
    Visit.await(process, () -> bytesIn(blobs) == PART);
    assertThat(held.getCount()).isZero();
    process.destroyForcibly().waitFor();
    goOn.countDown();
    assertThat(visit.blob(PIQA).getFileName().toString()).endsWith(".incomplete");
    assertThat(visit.cached(PIQA).resolve("snapshots")).doesNotExist();
    assertThat(out.resolve("manifest.json")).doesNotExist();

    visit.run("build", recipe(), "--out", out).result();
    assertThat(Visit.tables(out)).isEqualTo(tablesOfTheFolder());
    assertCached();
    assertThat(rangesAsked()).containsExactly("null", "bytes=" + PART + "-");
  }

  private static long bytesIn(Path folder) {
    try {
      long bytes = 0;
      for (Path file : Visit.files(folder)) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void two_that_fetch_the_same_file_bring_it_once() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    visit.standIn().nextStored(FILE, new Fault.Hold(PART, held, goOn));
    Program another = visit.another();

    Process first = visit.start("sources", "fetch", "--recipe", recipe());
    Visit.await(first, () -> held.getCount() == 0);
    Process second = visit.start(another, "sources", "fetch", "--recipe", recipe());
    Visit.await(second, () -> said(another, "another program is fetching it"));
    goOn.countDown();

    String told = visit.wait(first).result();
    Run waited = another.wait(second);
    assertThat(waited.result()).isEqualTo(told).containsPattern("piqa +1 +");
    assertThat(waited.err()).contains("note: " + PIQA + "/" + FILE + ": another program");
    assertCached();
    assertThat(rangesAsked()).containsExactly("null");
  }

  private static boolean said(Program program, String text) {
    try {
      return Files.readString(program.home().resolve("err")).contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
