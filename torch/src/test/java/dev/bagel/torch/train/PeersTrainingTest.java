package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.BagelException;
import dev.bagel.torch.generate.TinyText;
import dev.bagel.torch.model.TinyModel;
import dev.bagel.torch.peers.PeerSettings;
import dev.bagel.torch.peers.Peers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ranks as threads of this process, which train together as processes do.
class PeersTrainingTest {
  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(folder);
  }

  /// The longest row makes pass 0, of rank 0, and the next one pass 1.
  @Test
  void the_row_that_another_process_saw_is_named_by_all() throws Exception {
    TinyModel model = TinyText.write(workshop.model(), Map.of());
    int letter = model.config().vocabulary() - 1; // z
    int width = model.config().hidden();
    Arrays.fill(
        model.values("model.embed_tokens.weight"), letter * width, (letter + 1) * width, Float.NaN);
    model.rewrite();
    List<String> outputs = List.of("ababababab", "abzabab", "abab", "ab");
    workshop.write(
        "sft.jsonl",
        IntStream.range(0, 4)
            .mapToObj(i -> "{\"input\": \"say\", \"output\": \"%s\"}".formatted(outputs.get(i))));
    List<String> errors = errors(_ -> "out", "held-out=0", "micro-batch=1", "tuning=lora");
    assertThat(errors)
        .allSatisfy(error -> assertThat(error).contains("at step 1, in ", "sft.jsonl, row 1;"));
  }

  /// Those on other machines make tokens of their own, and have no record of the run.
  @Test
  void processes_need_not_share_a_disk() throws Exception {
    for (String run : List.of("trained", "done already")) {
      assertThat(errors(rank -> rank == 0 ? "out" : "elsewhere", "steps=2"))
          .as(run)
          .containsOnly("");
    }
    assertThat(workshop.metric("out", "train/loss")).hasSize(2);
    assertThat(workshop.out("elsewhere").resolve("training/tokens/sft.tokens")).exists();
    assertThat(workshop.out("elsewhere").resolve("training/run.json")).doesNotExist();
  }

  @Test
  void each_process_has_to_have_something_to_do() throws Exception {
    assertThat(errors(_ -> "out", "batch=2", "micro-batch=2"))
        .allSatisfy(error -> assertThat(error).contains("1 of 2 processes would have nothing"));
  }

  /// What each of two ranks says; empty where nothing went wrong.
  private List<String> errors(IntFunction<String> out, String... settings) throws Exception {
    int port = freePort();
    List<String> errors = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Callable<String>> ranks =
          IntStream.range(0, 2)
              .mapToObj(
                  rank -> (Callable<String>) () -> error(rank, port, out.apply(rank), settings))
              .toList();
      for (Future<String> error : threads.invokeAll(ranks)) {
        errors.add(error.get());
      }
    }
    return errors;
  }

  private String error(int rank, int port, String out, String... settings) {
    TrainingSettings all = workshop.settings(Method.SFT, out, settings);
    try (Peers peers =
        Peers.join(new PeerSettings(rank, 2, "127.0.0.1", port, Duration.ofSeconds(30)))) {
      TrainingResult _ = SftTraining.run(all, peers, TrainingWatch.NONE);
      return "";
    } catch (BagelException e) {
      return e.getMessage();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
