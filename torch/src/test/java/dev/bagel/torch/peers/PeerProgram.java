package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import dev.bagel.torch.model.FullWeights;
import dev.bagel.torch.model.LabelledRow;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.LearningOptions;
import dev.bagel.torch.model.Precision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// What tests start as several processes: `PROCESSES SECONDS WHAT [FOLDER]`.
final class PeerProgram {
  private static final int SEQUENCES = 6;
  private static final int LENGTH = 16;

  private PeerProgram() {}

  static Program program(String... arguments) {
    return new Program(PeerProgram.class.getName(), List.of(arguments));
  }

  public static void main(String[] arguments) throws Throwable {
    Duration timeout = Duration.ofSeconds(Long.parseLong(arguments[1]));
    try (Peers peers =
        Workers.open(
            Integer.parseInt(arguments[0]),
            program(arguments),
            timeout,
            line -> System.err.println(line))) {
      System.out.println(run(peers, arguments));
    } catch (BagelException e) {
      System.err.println("bagel: " + e.getMessage());
      System.exit(e.kind() == BagelException.Kind.USER ? 2 : 3);
    }
    System.exit(0);
  }

  private static String run(Peers peers, String[] arguments) throws Throwable {
    return switch (arguments[2]) {
      case "gradients" -> {
        float[] gradients = gradients(Path.of(arguments[3]), peers);
        peers.agree("the gradients", Arrays.toString(gradients));
        yield Arrays.toString(gradients);
      }
      case "threads" -> Arrays.toString(peers.sum(torch.get_num_threads()));
      case "killed" -> {
        peers.meet();
        if (peers.rank() == 1) {
          Runtime.getRuntime().halt(SIGKILL);
        }
        yield Arrays.toString(peers.sum(1));
      }
      case "mistaken" -> {
        peers.meet();
        if (peers.rank() == 1) {
          throw BagelException.user("row 7 of rows.jsonl has no answer");
        }
        yield Arrays.toString(peers.sum(1));
      }
      case "broken" -> {
        if (peers.rank() == 1) {
          throw new IllegalStateException("a fault");
        }
        yield Arrays.toString(peers.sum(1));
      }
      case "forever" -> {
        peers.meet();
        if (peers.rank() == 0) {
          System.out.println("running");
        }
        while (peers.sum(0)[0] == 0) {
          Thread.onSpinWait();
        }
        yield "";
      }
      case "memory" -> memory(peers);
      case "speed" -> speed(peers);
      default -> throw new IllegalArgumentException(arguments[2]);
    };
  }

  private static final int SIGKILL = 128 + 9;

  /// Of the mean loss over a batch, of which each process has every so many rows.
  static float[] gradients(Path folder, Peers peers) {
    try (FullWeights weights = FullWeights.open(folder, List.of(), Precision.F32)) {
      LearningModel model =
          new LearningModel(weights, Precision.F32, new LearningOptions(false, 0));
      List<LabelledRow> rows = new ArrayList<>();
      for (int sequence = peers.rank(); sequence < SEQUENCES; sequence += peers.size()) {
        int[] ids = new int[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
          ids[i] = (sequence * 7 + i * i) % weights.config().vocabulary();
        }
        rows.add(new LabelledRow(ids, ids));
      }
      LearningBatch batch = LearningBatch.of(rows, weights.config());
      double learnt = peers.sum(batch.learnt())[0];
      model.learn(batch, losses -> losses.sum().div(new Scalar(learnt)), 0, 0);
      peers.sum(weights.parameters().gradients());
      float[] gradients = new float[Math.toIntExact(weights.parameters().size())];
      weights.parameters().gradients().data_ptr_float().get(gradients);
      return gradients;
    }
  }

  /// By how much what all processes hold grows in 2,000 sums.
  private static String memory(Peers peers) throws Throwable {
    try (var _ = new PointerScope()) {
      Tensor tensor = torch.zeros(1 << 16);
      sums(peers, tensor, 200);
      long before = NativeMemory.allocated();
      sums(peers, tensor, 2000);
      return Double.toString(peers.sum((double) (NativeMemory.allocated() - before))[0]);
    }
  }

  private static void sums(Peers peers, Tensor tensor, int times) {
    for (int i = 0; i < times; i++) {
      peers.sum(tensor);
      double[] _ = peers.sum(1, 2, 3);
    }
  }

  private static String speed(Peers peers) {
    StringBuilder result = new StringBuilder();
    try (var _ = new PointerScope()) {
      Tensor tensor = torch.zeros(25_000_000);
      for (int i = 0; i < 12; i++) {
        peers.meet();
        long begin = System.nanoTime();
        peers.sum(tensor);
        result.append("%.0f MB/s%n".formatted(100e9 / (System.nanoTime() - begin)));
      }
    }
    return result.toString();
  }
}
