package dev.bagel.torch.peers;

import org.bytedeco.pytorch.Tensor;

/// One process by itself.
record Alone() implements Peers {
  @Override
  public int rank() {
    return 0;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void sum(Tensor tensor) {
    // the sum of one
  }

  @Override
  public double[] sum(double... numbers) {
    return numbers.clone();
  }

  @Override
  public void share(Tensor tensor) {
    // with nobody
  }

  @Override
  public void meet() {
    // all are here
  }

  @Override
  public void close() {
    // nothing is held
  }
}
