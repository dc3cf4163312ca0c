package dev.bagel.cli;

import dev.bagel.dataset.Versions;
import picocli.CommandLine.IVersionProvider;

/// Says which Bagel this is.
final class BagelVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"bagel " + Versions.bagel()};
  }
}
