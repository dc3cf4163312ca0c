package dev.bagel.dataset.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.dataset.budget.TokenBudget;
import dev.bagel.dataset.budget.TokenBudget.Over;
import dev.bagel.dataset.decontaminate.Benchmark;
import dev.bagel.dataset.decontaminate.BenchmarkCatalog;
import dev.bagel.dataset.decontaminate.CheckedTurns;
import dev.bagel.dataset.decontaminate.Checks;
import dev.bagel.dataset.decontaminate.Rule;
import dev.bagel.dataset.decontaminate.RuleNames;
import dev.bagel.dataset.decontaminate.SentenceModel;
import dev.bagel.dataset.files.YamlBlock;
import dev.bagel.dataset.format.Coverage;
import dev.bagel.dataset.format.FormatSettings;
import dev.bagel.dataset.recipe.Recipe.SourceLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads recipes: YAML files of the user, or those inside the product. A key that means nothing and
/// a value that makes no sense are errors with the file's line, found before any row is read. The
/// keys are described in `docs/reference/recipes.md`.
public final class RecipeFile {
  /// The recipes inside the product.
  public static final List<String> BUILT_IN = List.of("sampler", "bagel-v0.2", "bagel-v0.5");

  private RecipeFile() {}

  /// @param recipe a built-in name, or the path of a YAML file; its own paths are relative to its
  ///   folder
  /// @param files the folder that paths of a built-in recipe are relative to
  public static Recipe read(String recipe, Path files) {
    if (BUILT_IN.contains(recipe)) {
      return parse(recipe + ".yaml", builtIn(recipe), files);
    }
    try {
      Path path = Path.of(recipe);
      if (!Files.isRegularFile(path)) {
        throw none(recipe);
      }
      Path folder = path.toAbsolutePath().getParent();
      return parse(recipe, Files.readString(path), folder == null ? path : folder);
    } catch (InvalidPathException _) {
      throw none(recipe);
    } catch (CharacterCodingException e) {
      throw BagelException.user(recipe + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw BagelException.resources("cannot read recipe " + recipe + ": " + e.getMessage(), e);
    }
  }

  /// The recipes inside the product, in the order of [#BUILT_IN].
  ///
  /// @param files the folder that their own paths are relative to
  public static List<Recipe> builtIn(Path files) {
    return BUILT_IN.stream().map(name -> read(name, files)).toList();
  }

  private static BagelException none(String recipe) {
    return BagelException.user(
        "there is no recipe '%s': name a YAML file or one of %s"
            .formatted(recipe, String.join(", ", BUILT_IN)));
  }

  /// The text of a built-in recipe, to copy and change.
  public static String builtIn(String name) {
    try (InputStream in =
        RecipeFile.class.getResourceAsStream("/dev/bagel/dataset/recipes/" + name + ".yaml")) {
      if (in == null) {
        throw BagelException.user("there is no recipe '%s' inside Bagel".formatted(name));
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw BagelException.internal("cannot read the built-in recipe " + name, e);
    }
  }

  static Recipe parse(String file, String yaml, Path folder) {
    YamlBlock block = YamlBlock.parse(file, yaml);
    Recipe recipe =
        new Recipe(
            block.requiredText("name"),
            block.wholeNumber("seed").orElse(42L),
            format(block),
            block
                .parsed("max-characters", "a positive whole number", RecipeFile::positive)
                .map(Math::toIntExact)
                .orElse(Recipe.MAX_CHARACTERS),
            tokens(block.block("tokens"), folder),
            sources(block.block("sources"), folder),
            benchmarks(block),
            checks(block.block("decontamination"), folder));
    block.finish();
    if (recipe.sources().isEmpty()) {
      throw block.complaint("the recipe names no sources");
    }
    return recipe;
  }

  private static FormatSettings format(YamlBlock block) {
    Style style = block.parsed("style", "card or later", Style::of).orElse(Style.CARD);
    Coverage coverage =
        block.parsed("coverage", "all, three-of-four or one", Coverage::of).orElse(Coverage.ALL);
    boolean imMarkers =
        block.parsed("chatml-markers", "im or bos-eos", RecipeFile::imMarkers).orElse(false);
    PromptStyle plain = PromptStyle.of(style);
    PromptStyle prompt =
        new PromptStyle(
            style,
            block.text("bos").orElse(plain.bos()),
            block.text("eos").orElse(plain.eos()),
            imMarkers);
    return new FormatSettings(prompt, coverage, systemChance(block.block("system-chance"), style));
  }

  private static Map<PromptFormat, Double> systemChance(YamlBlock block, Style style) {
    Map<PromptFormat, Double> chances = new EnumMap<>(FormatSettings.of(style).systemChance());
    for (PromptFormat format : List.copyOf(chances.keySet())) {
      block
          .parsed(format.label(), "a chance from 0 to 1", RecipeFile::chance)
          .ifPresent(chance -> chances.put(format, chance));
    }
    block.finish();
    return chances;
  }

  private static Optional<TokenBudget> tokens(YamlBlock block, Path folder) {
    if (block.keys().isEmpty()) {
      return Optional.empty();
    }
    String tokenizer = folder.resolve(block.requiredText("tokenizer")).toString();
    int limit =
        block
            .parsed(
                "limit", "a whole number of " + TokenBudget.LEAST + " or more", RecipeFile::limit)
            .orElse(TokenBudget.NO_LIMIT);
    Over over = block.parsed("over", "drop or cut", Over::of).orElse(Over.DROP);
    block.finish();
    return Optional.of(new TokenBudget(tokenizer, limit, over));
  }

  private static int limit(String text) {
    int limit = Math.toIntExact(positive(text));
    if (limit < TokenBudget.LEAST) {
      throw new IllegalArgumentException(text);
    }
    return limit;
  }

  private static List<SourceLine> sources(YamlBlock block, Path folder) {
    List<SourceLine> lines = new ArrayList<>();
    for (String name : block.keys()) {
      lines.add(SourceLines.read(block, name, folder));
    }
    return lines;
  }

  private static List<String> benchmarks(YamlBlock block) {
    List<String> names = block.texts("benchmarks");
    for (String name : names) {
      if (BenchmarkCatalog.find(name).isEmpty()) {
        throw block.complaint(
            "benchmarks",
            "there is no benchmark '%s'; there are %s"
                .formatted(name, String.join(", ", benchmarkNames())));
      }
    }
    return names;
  }

  private static Checks checks(YamlBlock block, Path folder) {
    Rule named =
        block
            .parsed("rule", String.join(" or ", RuleNames.all()), RecipeFile::rule)
            .orElse(Checks.CARD.rule());
    Rule rule =
        block
            .parsed(
                "cosine",
                "a number above 0 and at most 1",
                text -> named.at(Double.parseDouble(text)))
            .orElse(named);
    SentenceModel model =
        block
            .parsed("model", "a folder", name -> SentenceModel.folder(folder.resolve(name)))
            .orElse(Checks.CARD.model());
    CheckedTurns turns =
        block.parsed("turns", "user or all", CheckedTurns::of).orElse(Checks.CARD.turns());
    block.finish();
    return new Checks(rule, turns, model);
  }

  private static Rule rule(String name) {
    return RuleNames.find(name).orElseThrow(() -> new IllegalArgumentException(name));
  }

  private static List<String> benchmarkNames() {
    return BenchmarkCatalog.all().stream().map(Benchmark::name).toList();
  }

  static long positive(String text) {
    long value = Long.parseLong(text);
    if (value <= 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static double chance(String text) {
    double value = Double.parseDouble(text);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static boolean imMarkers(String text) {
    return switch (text) {
      case "im" -> true;
      case "bos-eos" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
