package dev.bagel.dataset.source;

import dev.bagel.dataset.source.catalog.Gutenberg;
import java.util.List;
import java.util.Optional;

/// Every source, in the order of the alphabet.
public final class SourceCatalog {
  private static final List<Source> SOURCES = List.of(new Gutenberg());

  private SourceCatalog() {}

  public static List<Source> all() {
    return SOURCES;
  }

  public static List<String> names() {
    return SOURCES.stream().map(source -> source.info().name()).toList();
  }

  public static Optional<Source> find(String name) {
    return SOURCES.stream().filter(source -> source.info().name().equals(name)).findFirst();
  }
}
