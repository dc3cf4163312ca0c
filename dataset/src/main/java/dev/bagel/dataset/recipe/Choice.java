package dev.bagel.dataset.recipe;

import dev.bagel.BagelException;
import dev.bagel.dataset.recipe.Recipe.SourceLine;
import dev.bagel.dataset.source.SourceCatalog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which of a recipe's sources a user wants this time.
///
/// @param with sources that are read too: those that the recipe has on request only, and any of the
///   catalogue
/// @param only names to keep, beside those of `with`; empty for all
/// @param licences to allow, in any case of letters; empty for all. What a source's rows are
///   compared with is not restricted: nothing of it gets into the data set.
public record Choice(Set<String> with, Set<String> only, Set<String> licences) {
  /// Whatever the recipe says.
  public static final Choice ALL = new Choice(Set.of(), Set.of(), Set.of());

  public Choice {
    with = Set.copyOf(with);
    only = Set.copyOf(only);
    licences = Set.copyOf(licences);
  }

  /// Keeps these names only.
  Choice withOnly(Set<String> names) {
    return new Choice(with, names, licences);
  }

  /// The recipe with what is wanted of it. Its name says what was added and what was kept; what it
  /// leaves out, and why, is in [Recipe#leftOut].
  ///
  /// @throws BagelException for a name that means nothing, and where nothing is left to read
  public Recipe of(Recipe recipe) {
    Recipe chosen = kept(added(recipe));
    if (chosen.read().isEmpty()) {
      throw BagelException.user(
          "recipe %s reads its sources on request only: add --with %s"
              .formatted(recipe.name(), String.join(",", chosen.leftOut().keySet())));
    }
    return restricted(chosen);
  }

  private Recipe added(Recipe recipe) {
    List<SourceLine> lines = new ArrayList<>();
    Set<String> news = new LinkedHashSet<>(new TreeSet<>(with));
    Set<String> said = new LinkedHashSet<>();
    for (SourceLine line : recipe.sources()) {
      boolean asked = news.remove(line.name()) && !line.isRead();
      lines.add(asked ? line.withLeftOut("") : line);
      if (asked) {
        said.add(line.name());
      }
    }
    for (String name : news) {
      lines.add(SourceLine.of(SourceCatalog.find(name).orElseThrow(() -> unknown(recipe, name))));
      said.add(name);
    }
    boolean tell = !said.isEmpty() && only.isEmpty();
    return with(recipe, tell ? ", with " + String.join(", ", said) : "", lines);
  }

  private static BagelException unknown(Recipe recipe, String name) {
    Set<String> names = new TreeSet<>(SourceCatalog.names());
    recipe.sources().forEach(line -> names.add(line.name()));
    return BagelException.user(
        "there is no source '%s'; there are %s".formatted(name, String.join(", ", names)));
  }

  private Recipe kept(Recipe recipe) {
    if (only.isEmpty()) {
      return recipe;
    }
    Set<String> unknown = new TreeSet<>(only);
    recipe.sources().forEach(line -> unknown.remove(line.name()));
    if (!unknown.isEmpty()) {
      throw BagelException.user(
          "recipe %s has no source %s; it has %s"
              .formatted(
                  recipe.name(),
                  String.join(", ", unknown),
                  recipe.sources().stream()
                      .map(SourceLine::name)
                      .collect(Collectors.joining(", "))));
    }
    Set<String> names = new TreeSet<>(only);
    names.addAll(with);
    List<SourceLine> lines =
        recipe.sources().stream().filter(line -> names.contains(line.name())).toList();
    for (SourceLine line : lines) {
      if (!line.isRead()) {
        throw BagelException.user(
            "recipe %s reads %s on request only: add --with %s"
                .formatted(recipe.name(), line.name(), line.name()));
      }
    }
    return with(recipe, ", only " + String.join(", ", names), lines);
  }

  private Recipe restricted(Recipe recipe) {
    if (licences.isEmpty()) {
      return recipe;
    }
    Set<String> allowed = licences.stream().map(Choice::plain).collect(Collectors.toSet());
    List<SourceLine> lines =
        recipe.sources().stream()
            .map(
                line -> {
                  String licence = line.source().info().licence();
                  return line.isRead() && !allowed.contains(plain(licence))
                      ? line.withLeftOut("its licence %s is not allowed".formatted(licence))
                      : line;
                })
            .toList();
    if (lines.stream().noneMatch(SourceLine::isRead)) {
      Set<String> there = new TreeSet<>();
      recipe.read().forEach(line -> there.add(line.source().info().licence()));
      throw BagelException.user(
          "no source of recipe %s has an allowed licence (%s); they have %s"
              .formatted(
                  recipe.name(),
                  String.join(", ", new TreeSet<>(licences)),
                  String.join(", ", there)));
    }
    return with(recipe, "", lines);
  }

  private static String plain(String licence) {
    return licence.strip().toLowerCase(Locale.ROOT);
  }

  private static Recipe with(Recipe recipe, String more, List<SourceLine> lines) {
    return new Recipe(
        recipe.name() + more,
        recipe.seed(),
        recipe.format(),
        recipe.maxCharacters(),
        recipe.tokens(),
        lines,
        recipe.benchmarks(),
        recipe.checks());
  }
}
