package dev.bagel.torch.lora;

import dev.bagel.torch.model.Scoped;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The scales of a matrix's blocks in eight bits each.
///
/// @param levels the number of each block's level `[blocks, filled up to a multiple of 256]`
/// @param largest of each 256 blocks
/// @param mean of all, `[1]`, which levels stand around
record FourBitScales(Tensor levels, Tensor largest, Tensor mean) implements AutoCloseable {
  static FourBitScales of(Tensor scales) {
    Tensor mean = Scoped.owned(() -> scales.mean().view(1));
    long filled = Math.ceilDiv(scales.numel(), FourBitMatrix.BLOCKS) * FourBitMatrix.BLOCKS;
    Tensor around = torch.zeros(new long[] {filled}, new TensorOptions(ScalarType.Float));
    Tensor _ = around.narrow(0, 0, scales.numel()).copy_(scales.sub(mean));
    Tensor rows = around.view(-1, FourBitMatrix.BLOCKS);
    Tensor largest = Scoped.owned(() -> rows.abs().amax(new long[] {-1}, true));
    Tensor parts = rows.div(largest.clamp_min(new Scalar((double) Float.MIN_NORMAL)));
    Tensor levels =
        Scoped.owned(
            () ->
                torch
                    .bucketize(parts, DynamicLevels.BETWEEN, true, false)
                    .view(-1)
                    .toType(ScalarType.Byte));
    return new FourBitScales(levels, largest, mean);
  }

  /// Of each block, `[blocks, filled up]`.
  Tensor numbers() {
    return Scoped.result(
        () ->
            DynamicLevels.LEVELS
                .index_select(0, levels.toType(ScalarType.Int))
                .view(-1, FourBitMatrix.BLOCKS)
                .mul(largest)
                .add(mean)
                .view(-1));
  }

  /// How much memory the scales of so many blocks take.
  static long bytes(long blocks) {
    long rows = Math.ceilDiv(blocks, FourBitMatrix.BLOCKS);
    return rows * FourBitMatrix.BLOCKS + (rows + 1) * Float.BYTES;
  }

  long bytes() {
    return levels.nbytes() + largest.nbytes() + mean.nbytes();
  }

  @Override
  public void close() {
    levels.close();
    largest.close();
    mean.close();
  }
}
