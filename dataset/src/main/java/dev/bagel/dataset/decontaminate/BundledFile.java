package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import java.net.URL;

/// Files of the sentence model that Bagel ships.
final class BundledFile {
  private BundledFile() {}

  static URL url(String name) {
    URL resource = BundledFile.class.getResource(name);
    if (resource == null) {
      throw BagelException.resources("the class path has no " + name + ": Bagel is not whole");
    }
    return resource;
  }
}
