package dev.bagel.dataset;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// Which Bagel this is.
public final class Versions {
  private Versions() {}

  /// As in the project's build.
  public static String bagel() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw BagelException.internal("cannot read Bagel's own version", e);
    }
    return properties.getProperty("bagel");
  }
}
