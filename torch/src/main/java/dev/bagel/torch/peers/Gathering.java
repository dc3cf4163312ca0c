package dev.bagel.torch.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Texts of all processes, brought together as sums: each adds its own to nothing of the others.
final class Gathering {
  private Gathering() {}

  static List<String> of(Peers peers, String text) {
    byte[] own = text.getBytes(UTF_8);
    double[] sizes = new double[peers.size()];
    sizes[peers.rank()] = own.length;
    sizes = peers.sum(sizes);
    double[] letters = new double[(int) Arrays.stream(sizes).sum()];
    int from = (int) Arrays.stream(sizes, 0, peers.rank()).sum();
    for (int i = 0; i < own.length; i++) {
      letters[from + i] = own[i];
    }
    letters = peers.sum(letters);
    List<String> texts = new ArrayList<>();
    int next = 0;
    for (double size : sizes) {
      byte[] bytes = new byte[(int) size];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) letters[next++];
      }
      texts.add(new String(bytes, UTF_8));
    }
    return texts;
  }
}
