package dev.bagel.torch.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlooTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void sums_have_the_same_bits_everywhere(int size) throws Exception {
    List<Ranks.Result<float[]>> sums =
        Ranks.run(size, LONG, peers -> summed(peers, numbers(peers.rank())));
    float[] wanted = new float[numbers(0).length];
    for (int rank = 0; rank < size; rank++) {
      float[] one = numbers(rank);
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] += one[i];
      }
    }
    assertThat(sums.getFirst().value()).containsExactly(wanted, Offset.offset(1e-5f));
    for (Ranks.Result<float[]> sum : sums) {
      assertThat(sum.value()).containsExactly(sums.getFirst().value());
    }
  }

  private static float[] summed(Peers peers, float[] numbers) {
    try (var _ = new PointerScope()) {
      Tensor tensor = Tensor.create(numbers, numbers.length);
      peers.sum(tensor);
      float[] sum = new float[numbers.length];
      tensor.data_ptr_float().get(sum);
      return sum;
    }
  }

  private static float[] numbers(int rank) {
    float[] numbers = new float[10_007];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.sin(i * 0.7 + rank);
    }
    return numbers;
  }

  @Test
  void nothing_adds_up_to_nothing() throws Exception {
    List<Ranks.Result<double[]>> results = Ranks.run(2, LONG, peers -> peers.sum());
    assertThat(results).allSatisfy(result -> assertThat(result.value()).isEmpty());
  }

  @Test
  void numbers_are_added_and_shared() throws Exception {
    List<Ranks.Result<List<Double>>> results =
        Ranks.run(
            3,
            LONG,
            peers -> {
              double[] sum = peers.sum(peers.rank(), 10, 0.5 * peers.rank());
              try (var _ = new PointerScope()) {
                Tensor shared = torch.ones(4).mul_(new Scalar(7.0 + peers.rank()));
                peers.share(shared);
                peers.meet();
                return List.of(sum[0], sum[1], sum[2], shared.sum().item_double());
              }
            });
    for (Ranks.Result<List<Double>> result : results) {
      assertThat(result.value()).containsExactly(3.0, 30.0, 1.5, 28.0);
    }
  }

  @Test
  void more_than_one_piece() throws Exception {
    List<Ranks.Result<Double>> results =
        Ranks.run(
            2,
            LONG,
            peers -> {
              try (var _ = new PointerScope()) {
                Tensor tensor = torch.ones((1L << 24) + 3).mul_(new Scalar(peers.rank() + 1.0));
                peers.sum(tensor);
                return tensor.eq(new Scalar(3.0)).sum().item_double();
              }
            });
    for (Ranks.Result<Double> result : results) {
      assertThat(result.value()).isEqualTo((1L << 24) + 3);
    }
  }

  @Test
  void what_differs_is_refused_everywhere() throws Exception {
    List<Ranks.Result<String>> results =
        Ranks.run(
            3,
            LONG,
            peers -> {
              peers.agree("the settings", "rate: 0.1");
              peers.agree("the rows", peers.rank() == 2 ? "99" : "100");
              return "";
            });
    for (Ranks.Result<String> result : results) {
      assertThat(result.failure())
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("the rows must be the same")
          .hasMessageContaining("rank 2 has another");
    }
  }

  @Test
  void one_that_left_is_named() throws Exception {
    List<Ranks.Result<String>> results =
        Ranks.run(
            3,
            LONG,
            peers -> {
              peers.meet();
              if (peers.rank() == 1) {
                return "left";
              }
              return Arrays.toString(peers.sum(1));
            });
    assertThat(results.get(1).value()).isEqualTo("left");
    assertNamed(results.get(0).failure(), "rank 1 (process", "has left");
    assertThat(results.get(2).failure()).isInstanceOf(BagelException.class);
  }

  @Test
  void one_that_does_not_come_along_is_named() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    List<Ranks.Result<String>> results =
        Ranks.run(
            2,
            SHORT,
            peers -> {
              peers.meet();
              if (peers.rank() == 0) {
                try {
                  return Arrays.toString(peers.sum(1));
                } finally {
                  failed.countDown();
                }
              }
              try {
                failed.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "late";
            });
    assertNamed(
        results.get(0).failure(), "rank 1 (process", "did not come to the same point within 1 s");
  }

  /// Rank 0 may make tokens of all rows for an hour, and write a model for another.
  @Test
  void to_meet_one_waits_for_longer_than_for_a_sum() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    List<Ranks.Result<String>> results =
        Ranks.run(
            3,
            SHORT,
            peers -> {
              if (peers.rank() != 0) {
                try {
                  peers.meet();
                } catch (BagelException e) {
                  failed.countDown();
                  throw e;
                }
              } else if (!ended(failed, SHORT.multipliedBy(3))) {
                peers.meet();
              }
              return Arrays.toString(peers.sum(1));
            });
    for (Ranks.Result<String> result : results) {
      assertThat(result.value()).isEqualTo("[3.0]");
    }
  }

  private static boolean ended(CountDownLatch latch, Duration within) {
    try {
      return latch.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void who_waits_to_meet_one_that_left_is_told() throws Exception {
    for (int gone : new int[] {0, 2}) {
      List<Ranks.Result<String>> results =
          Ranks.run(
              3,
              LONG,
              peers -> {
                if (peers.rank() != gone) {
                  peers.meet();
                }
                return "left";
              });
      assertThat(results.get(gone).value()).isEqualTo("left");
      assertNamed(results.get(1).failure(), "rank " + gone + " (process", "has left");
    }
  }

  /// News that all have come may be on their way still when the first leave.
  @Test
  void who_has_met_all_may_leave_at_once() throws Exception {
    for (int again = 0; again < 10; again++) {
      List<Ranks.Result<String>> results =
          Ranks.run(
              4,
              LONG,
              peers -> {
                for (int i = 0; i < 20; i++) {
                  peers.meet();
                }
                return "met";
              });
      assertThat(results).allSatisfy(result -> assertThat(result.value()).isEqualTo("met"));
    }
  }

  @Test
  void all_hear_what_each_says() throws Exception {
    List<Ranks.Result<List<String>>> results =
        Ranks.run(
            3, LONG, peers -> peers.gather(peers.rank() == 1 ? "" : "größer " + peers.rank()));
    for (Ranks.Result<List<String>> result : results) {
      assertThat(result.value()).containsExactly("größer 0", "", "größer 2");
    }
    assertThat(Peers.alone().gather("me")).containsExactly("me");
  }

  private static void assertNamed(Throwable failure, String... parts) {
    assertThat(failure).isInstanceOf(BagelException.class).hasMessageContainingAll(parts);
    assertThat(((BagelException) failure).kind()).isEqualTo(BagelException.Kind.RESOURCES);
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  @Test
  void one_that_never_comes_is_named_to_all() throws Exception {
    int port = Ranks.freePort();
    List<Ranks.Result<String>> results =
        Ranks.each(
            2,
            rank -> {
              try (Peers peers = Peers.join(new PeerSettings(rank, 3, "127.0.0.1", port, SHORT))) {
                return "rank " + peers.rank();
              }
            });
    for (Ranks.Result<String> result : results) {
      assertNamed(result.failure(), "rank 2 did not come to /127.0.0.1:" + port + " within 1 s");
    }
  }

  @Test
  void no_rank_0() throws Exception {
    PeerSettings settings = new PeerSettings(1, 2, "127.0.0.1", Ranks.freePort(), SHORT);
    assertThatThrownBy(() -> Peers.join(settings))
        .hasMessageContaining("rank 0 cannot be reached at " + settings.master() + " within 1 s");
    PeerSettings nowhere = new PeerSettings(1, 2, "nowhere.invalid", 5, SHORT);
    assertThatThrownBy(() -> Peers.join(nowhere))
        .hasMessageContaining("nowhere.invalid:5")
        .hasMessageContaining("its name is not known here");
  }

  @Test
  void a_port_that_is_taken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PeerSettings settings = new PeerSettings(0, 2, "127.0.0.1", other.getLocalPort(), SHORT);
      assertThatThrownBy(() -> Peers.join(settings))
          .hasMessageContaining("cannot listen at " + settings.master())
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void another_program_in_the_place_of_rank_0() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(other));
      PeerSettings settings = new PeerSettings(1, 2, "127.0.0.1", other.getLocalPort(), LONG);
      assertThatThrownBy(() -> Peers.join(settings))
          .hasMessageContaining("is another program that has this port");
    }
  }

  private static void answer(ServerSocket server) {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException _) {
      // the test says so
    }
  }

  @Test
  void strangers_do_not_keep_the_others_out() throws Exception {
    int port = Ranks.freePort();
    List<Ranks.Result<String>> results =
        Ranks.each(
            3,
            number -> {
              if (number == 2) {
                return stranger(port);
              }
              try (Peers peers = Peers.join(new PeerSettings(number, 2, "127.0.0.1", port, LONG))) {
                return Arrays.toString(peers.sum(1));
              }
            });
    assertThat(results.get(0).value()).isEqualTo("[2.0]");
  }

  private static String stranger(int port) {
    for (int tries = 0; tries < 100; tries++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(new byte[100]);
        return "came";
      } catch (IOException _) {
        Thread.onSpinWait(); // not there yet, or there no more
      }
    }
    return "too late";
  }

  @Test
  void numbers_of_processes_that_differ() throws Exception {
    int port = Ranks.freePort();
    List<Ranks.Result<String>> results =
        Ranks.each(
            2,
            rank -> {
              try (Peers peers =
                  Peers.join(new PeerSettings(rank, 2 + rank, "127.0.0.1", port, SHORT))) {
                return "rank " + peers.rank();
              }
            });
    assertThat(results.get(1).failure())
        .hasMessageContaining("expects 3 processes, but rank 0")
        .hasMessageContaining("expects 2");
  }

  @Test
  void two_of_one_rank() throws Exception {
    int port = Ranks.freePort();
    List<Ranks.Result<String>> results =
        Ranks.each(
            3,
            number -> {
              int rank = Math.min(number, 1);
              try (Peers peers = Peers.join(new PeerSettings(rank, 3, "127.0.0.1", port, SHORT))) {
                return "rank " + peers.rank();
              }
            });
    assertThat(results.subList(1, 3))
        .anySatisfy(
            result ->
                assertThat(result.failure())
                    .hasMessageContaining("give each process a rank of its own"));
  }

  @Test
  void what_cannot_be_summed() throws Exception {
    List<Ranks.Result<String>> results =
        Ranks.run(
            2,
            LONG,
            peers -> {
              try (var _ = new PointerScope()) {
                assertThatThrownBy(() -> peers.sum(torch.ones(3, 4).t()))
                    .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> peers.sum(torch.ones(3).toType(torch.ScalarType.BFloat16)))
                    .isInstanceOf(IllegalArgumentException.class);
              }
              peers.meet();
              return "met";
            });
    assertThat(results.get(1).value()).isEqualTo("met");
  }

  @Test
  void alone_there_is_nothing_to_do() {
    try (var _ = new PointerScope();
        Peers peers = Peers.join(PeerSettings.alone())) {
      Tensor tensor = torch.ones(3);
      peers.sum(tensor);
      peers.share(tensor);
      peers.agree("the settings", "any");
      peers.meet();
      assertThat(tensor.sum().item_double()).isEqualTo(3);
      assertThat(peers.sum(1, 2)).containsExactly(1, 2);
      assertThat(peers.size()).isEqualTo(1);
    }
  }
}
