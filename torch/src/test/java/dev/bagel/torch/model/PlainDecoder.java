package dev.bagel.torch.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The decoders once more in plain Java and double precision, one number after another, to compare
/// with.
final class PlainDecoder {
  private final TinyModel model;
  private final ModelConfig config;

  /// Probabilities of the experts, for each token of each layer so far.
  final List<double[]> routed = new ArrayList<>();

  PlainDecoder(TinyModel model) {
    this.model = model;
    this.config = model.config();
  }

  /// `[length][vocabulary]`.
  double[][] logits(int[] ids) {
    double[][] embedding = model.matrix(WeightNames.EMBEDDING);
    double[][] hidden =
        Arrays.stream(ids).mapToObj(id -> embedding[id].clone()).toArray(double[][]::new);
    for (int i = 0; i < config.layers(); i++) {
      WeightNames.Layer layer = new WeightNames.Layer(i);
      add(hidden, attention(norm(hidden, layer.before()), layer));
      add(hidden, feedForward(norm(hidden, layer.between()), layer));
    }
    return linear(norm(hidden, WeightNames.NORM), WeightNames.HEAD);
  }

  /// Experts × Σ fraction × mean probability, over all that was routed.
  double routerLoss() {
    int count = config.experts().orElseThrow().count();
    double[] sent = new double[count];
    double[] mean = new double[count];
    for (double[] shares : routed) {
      best(shares).forEach(expert -> sent[expert] += 1.0 / routed.size());
      IntStream.range(0, count).forEach(expert -> mean[expert] += shares[expert] / routed.size());
    }
    return count * dot(sent, mean);
  }

  private double[][] attention(double[][] hidden, WeightNames.Layer layer) {
    double[][] queries = linear(hidden, layer.query());
    double[][] keys = linear(hidden, layer.key());
    double[][] values = linear(hidden, layer.value());
    double[][] out = new double[hidden.length][config.heads() * config.headSize()];
    int group = config.heads() / config.keyValueHeads();
    for (int head = 0; head < config.heads(); head++) {
      double[][] q = head(queries, head, true);
      double[][] k = head(keys, head / group, true);
      double[][] v = head(values, head / group, false);
      for (int self = 0; self < hidden.length; self++) {
        int first =
            config.window().isEmpty() ? 0 : Math.max(0, self - config.window().getAsInt() + 1);
        double[] shares = new double[self - first + 1];
        for (int other = first; other <= self; other++) {
          shares[other - first] = dot(q[self], k[other]) / Math.sqrt(config.headSize());
        }
        softmax(shares);
        for (int other = first; other <= self; other++) {
          for (int i = 0; i < config.headSize(); i++) {
            out[self][head * config.headSize() + i] += shares[other - first] * v[other][i];
          }
        }
      }
    }
    return linear(out, layer.output());
  }

  private double[][] head(double[][] all, int head, boolean turned) {
    int size = config.headSize();
    int half = size / 2;
    double[][] rows = new double[all.length][];
    for (int place = 0; place < all.length; place++) {
      double[] plain = Arrays.copyOfRange(all[place], head * size, (head + 1) * size);
      rows[place] = plain.clone();
      for (int i = 0; turned && i < half; i++) {
        double angle = place / Math.pow(config.theta(), 2.0 * i / size);
        rows[place][i] = plain[i] * Math.cos(angle) - plain[i + half] * Math.sin(angle);
        rows[place][i + half] = plain[i + half] * Math.cos(angle) + plain[i] * Math.sin(angle);
      }
    }
    return rows;
  }

  private double[][] feedForward(double[][] hidden, WeightNames.Layer layer) {
    if (config.experts().isEmpty()) {
      return gated(hidden, layer.dense());
    }
    double[][] out = new double[hidden.length][config.hidden()];
    double[][] scores = linear(hidden, layer.router());
    for (int token = 0; token < hidden.length; token++) {
      double[] shares = scores[token].clone();
      softmax(shares);
      routed.add(shares);
      List<Integer> best = best(shares);
      double total = best.stream().mapToDouble(expert -> shares[expert]).sum();
      for (int expert : best) {
        double[] said = gated(new double[][] {hidden[token]}, layer.expert(expert))[0];
        for (int i = 0; i < said.length; i++) {
          out[token][i] += said[i] * shares[expert] / total;
        }
      }
    }
    return out;
  }

  private List<Integer> best(double[] shares) {
    return IntStream.range(0, shares.length)
        .boxed()
        .sorted(Comparator.comparingDouble(expert -> -shares[expert]))
        .limit(config.experts().orElseThrow().perToken())
        .toList();
  }

  private double[][] gated(double[][] hidden, WeightNames.Gated names) {
    double[][] gate = linear(hidden, names.gate());
    double[][] up = linear(hidden, names.up());
    for (int row = 0; row < gate.length; row++) {
      for (int i = 0; i < gate[row].length; i++) {
        gate[row][i] *= up[row][i] / (1 + Math.exp(-gate[row][i]));
      }
    }
    return linear(gate, names.down());
  }

  private double[][] norm(double[][] rows, String name) {
    double[] weight = model.matrix(name)[0];
    return Arrays.stream(rows)
        .map(
            row -> {
              double scale = 1 / Math.sqrt(dot(row, row) / row.length + config.epsilon());
              return IntStream.range(0, row.length)
                  .mapToDouble(i -> row[i] * scale * weight[i])
                  .toArray();
            })
        .toArray(double[][]::new);
  }

  private double[][] linear(double[][] rows, String name) {
    double[][] weight = model.matrix(name);
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(weight).mapToDouble(column -> dot(row, column)).toArray())
        .toArray(double[][]::new);
  }

  private static void add(double[][] rows, double[][] more) {
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < rows[row].length; i++) {
        rows[row][i] += more[row][i];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static void softmax(double[] scores) {
    double most = Arrays.stream(scores).max().orElseThrow();
    Arrays.setAll(scores, i -> Math.exp(scores[i] - most));
    double total = Arrays.stream(scores).sum();
    Arrays.setAll(scores, i -> scores[i] / total);
  }
}
