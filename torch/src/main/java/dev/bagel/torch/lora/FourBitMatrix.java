package dev.bagel.torch.lora;

import dev.bagel.torch.model.Scoped;
import dev.bagel.torch.model.WeightTensors;
import dev.bagel.torch.weights.Weight;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A matrix in four bits a number (NF4 with double quantisation, arXiv 2305.14314): each 64
/// numbers, row by row, are divided by the largest of their absolute values, their scale, and put
/// to the nearest of 16 levels, two a byte, the first in the upper half. The scales less their mean
/// are in turn, each 256 of them, divided by the largest and put to the nearest of 256 levels.
///
/// Threads may share it.
final class FourBitMatrix implements AutoCloseable {
  static final int BLOCK = 64;
  static final int BLOCKS = 256;

  /// Of numbers that are worked on at a time, so that they stay in a processor's cache.
  private static final long PIECE = 1 << 18;

  private final long[] shape;
  private final Tensor pairs;
  private final FourBitScales scales;

  private FourBitMatrix(long[] shape, Tensor pairs, FourBitScales scales) {
    this.shape = shape;
    this.pairs = pairs;
    this.scales = scales;
  }

  static FourBitMatrix of(Weight weight) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor numbers = WeightTensors.mapped(weight).view(-1);
      long blocks = Math.ceilDiv(numbers.numel(), BLOCK);
      Tensor pairs =
          Scoped.owned(
              () ->
                  torch.zeros(new long[] {blocks * BLOCK / 2}, new TensorOptions(ScalarType.Byte)));
      Tensor largest = torch.zeros(new long[] {blocks}, new TensorOptions(ScalarType.Float));
      for (long from = 0; from < numbers.numel(); from += PIECE) {
        piece(numbers, from, pairs, largest);
      }
      return new FourBitMatrix(weight.shape(), pairs, FourBitScales.of(largest));
    }
  }

  private static void piece(Tensor all, long from, Tensor pairs, Tensor largest) {
    try (var _ = new PointerScope()) {
      long size = Math.min(PIECE, all.numel() - from);
      long filled = Math.ceilDiv(size, BLOCK) * BLOCK;
      Tensor numbers = torch.zeros(new long[] {filled}, new TensorOptions(ScalarType.Float));
      Tensor _ = numbers.narrow(0, 0, size).copy_(all.narrow(0, from, size));
      Tensor blocks = numbers.view(-1, BLOCK);
      Tensor most = blocks.abs().amax(new long[] {-1}, true);
      // A block of zeros has the scale 0: any divisor does.
      Tensor parts = blocks.div(most.clamp_min(new Scalar((double) Float.MIN_NORMAL)));
      Tensor levels = torch.bucketize(parts, FourBitLevels.BETWEEN, true, false).view(-1, 2);
      Tensor bytes = levels.select(1, 0).mul(new Scalar(16)).add(levels.select(1, 1));
      Tensor _ = pairs.narrow(0, from / 2, filled / 2).copy_(bytes);
      Tensor _ = largest.narrow(0, from / BLOCK, filled / BLOCK).copy_(most.view(-1));
    }
  }

  /// The matrix `[outputs, inputs]` that they stand for; it belongs to the scope around the call.
  Tensor numbers(ScalarType type) {
    try (var _ = new NoGradGuard()) {
      return Scoped.result(
          () -> {
            Tensor scale = scales.numbers();
            long size = 2 * pairs.numel();
            Tensor all = torch.empty(new long[] {size}, new TensorOptions(type), null);
            for (long from = 0; from < size; from += PIECE) {
              level(from, Math.min(PIECE, size - from), scale, all);
            }
            return all.narrow(0, 0, shape[0] * shape[1]).view(shape);
          });
    }
  }

  private void level(long from, long size, Tensor scale, Tensor all) {
    try (var _ = new PointerScope()) {
      Tensor bytes = pairs.narrow(0, from / 2, size / 2).toType(ScalarType.Int);
      Tensor levels = FourBitLevels.PAIRS.index_select(0, bytes).view(ScalarType.Float);
      Tensor each = scale.narrow(0, from / BLOCK, size / BLOCK).unsqueeze(1);
      Tensor _ = all.narrow(0, from, size).copy_(levels.view(-1, BLOCK).mul_(each).view(-1));
    }
  }

  long outputs() {
    return shape[0];
  }

  /// How much memory one of so many numbers takes.
  static long bytes(long numbers) {
    long blocks = Math.ceilDiv(numbers, BLOCK);
    return blocks * BLOCK / 2 + FourBitScales.bytes(blocks);
  }

  /// How much memory it takes.
  long bytes() {
    return pairs.nbytes() + scales.bytes();
  }

  @Override
  public void close() {
    pairs.close();
    scales.close();
  }
}
