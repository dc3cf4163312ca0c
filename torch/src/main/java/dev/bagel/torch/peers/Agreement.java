package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Whether all processes have the same text, by its hash.
final class Agreement {
  private static final int PARTS = 8;

  private Agreement() {}

  static void check(Peers peers, String what, String value) {
    double[] own = hash(value);
    double[] first = peers.sum(peers.rank() == 0 ? own : new double[PARTS]);
    double[] others = new double[peers.size()];
    others[peers.rank()] = Arrays.equals(own, first) ? 0 : 1;
    double[] different = peers.sum(others);
    String ranks =
        IntStream.range(0, different.length)
            .filter(rank -> different[rank] != 0)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    if (!ranks.isEmpty()) {
      throw BagelException.user(
          "%s must be the same in all processes, but rank %s has another than rank 0: start all with the same files and arguments"
              .formatted(what, ranks));
    }
  }

  /// Of 32 bits each, which doubles hold exactly.
  private static double[] hash(String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      ByteBuffer parts = ByteBuffer.wrap(digest);
      return IntStream.range(0, PARTS).mapToDouble(_ -> parts.getInt()).toArray();
    } catch (NoSuchAlgorithmException e) {
      throw BagelException.internal("every Java has SHA-256", e);
    }
  }
}
