package dev.bagel.torch.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// What is learnt, in single precision: all of it in one stretch of memory, and all gradients in
/// another. So a step of an optimiser, a norm, a sum over processes and a checkpoint are a few
/// operations on one tensor each. Matrices come before everything else.
///
/// Not for more than one thread at a time.
public final class FlatParameters implements AutoCloseable {
  /// Numbers whose squares are added up in single precision.
  private static final long PIECE = 1 << 20;

  private final Tensor values;
  private final Tensor gradients;
  private final long matrices;
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> ofEach = new LinkedHashMap<>();
  private final List<Leaves> leaves = new ArrayList<>();

  /// All are 0 at first.
  ///
  /// @param shapes by name
  public FlatParameters(Map<String, long[]> shapes) {
    long size = shapes.values().stream().mapToLong(FlatParameters::size).sum();
    this.matrices =
        shapes.values().stream()
            .filter(FlatParameters::isMatrix)
            .mapToLong(FlatParameters::size)
            .sum();
    this.values = zeros(size);
    this.gradients = zeros(size);
    long matrix = 0;
    long other = matrices;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      long[] shape = entry.getValue();
      long from = isMatrix(shape) ? matrix : other;
      parameters.put(entry.getKey(), Scoped.owned(() -> part(values, from, shape)));
      ofEach.put(entry.getKey(), Scoped.owned(() -> part(gradients, from, shape)));
      if (isMatrix(shape)) {
        matrix += size(shape);
      } else {
        other += size(shape);
      }
    }
  }

  private static Tensor zeros(long size) {
    return Scoped.owned(() -> torch.zeros(new long[] {size}, new TensorOptions(ScalarType.Float)));
  }

  private static Tensor part(Tensor all, long from, long[] shape) {
    return all.narrow(0, from, size(shape)).view(shape);
  }

  private static boolean isMatrix(long[] shape) {
    return shape.length > 1;
  }

  private static long size(long[] shape) {
    long size = 1;
    for (long extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }

  /// By name; they last until this is closed.
  public Map<String, Tensor> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /// @throws NullPointerException when nothing of this name is learnt
  public Tensor get(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /// What passes have found of one, since gradients were last forgotten.
  public Tensor gradient(String name) {
    return Objects.requireNonNull(ofEach.get(name), name);
  }

  /// For the passes of a thread; they last until this is closed.
  public Leaves leaves() {
    leaves.add(new Leaves(this));
    return leaves.getLast();
  }

  /// All numbers `[size]`.
  public Tensor values() {
    return values;
  }

  /// Of each number `[size]`; passes add to them.
  public Tensor gradients() {
    return gradients;
  }

  /// How many numbers are learnt.
  public long size() {
    return values.numel();
  }

  /// How many of them, from the first on, are of matrices.
  public long matrices() {
    return matrices;
  }

  /// How long the gradient is.
  public double gradientNorm() {
    return norm(gradients);
  }

  /// In pieces: libtorch adds squares up in single precision, in which a sum of more than 2²⁷
  /// numbers of one size grows no more.
  static double norm(Tensor flat) {
    double squares = 0;
    for (long from = 0; from < flat.numel(); from += PIECE) {
      try (var _ = new PointerScope()) {
        double part =
            flat.narrow(0, from, Math.min(PIECE, flat.numel() - from)).norm().item_double();
        squares += part * part;
      }
    }
    return Math.sqrt(squares);
  }

  /// Begins a step.
  public void forgetGradients() {
    Tensor _ = gradients.fill_(new Scalar(0.0));
  }

  @Override
  public void close() {
    leaves.forEach(Leaves::close);
    leaves.clear();
    ofEach.values().forEach(Tensor::close);
    ofEach.clear();
    parameters.values().forEach(Tensor::close);
    parameters.clear();
    gradients.close();
    values.close();
  }
}
