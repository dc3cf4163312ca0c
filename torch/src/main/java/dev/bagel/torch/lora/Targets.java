package dev.bagel.torch.lora;

import dev.bagel.BagelException;
import dev.bagel.torch.model.ModelFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Which matrices of a base are meant by the names that a user or PEFT gives.
final class Targets {
  private Targets() {}

  /// By what a user names.
  ///
  /// @throws BagelException USER when a name means none
  static Map<String, Target> named(List<String> names, ModelFolder base) {
    for (String name : names) {
      if (base.matrices().stream().noneMatch(weight -> means(name, weight))) {
        throw BagelException.user(
            "%s has no module %s that an adapter can change; it has %s"
                .formatted(base.folder(), name, String.join(", ", shortNames(base.matrices()))));
      }
    }
    return matching(weight -> names.stream().anyMatch(name -> means(name, weight)), base);
  }

  private static boolean means(String name, String weight) {
    if (name.equals(LoraSettings.ALL_LINEAR)) {
      return !ModelFolder.isHead(weight) && !ModelFolder.isRouter(weight);
    }
    return endsWith(name, weight);
  }

  /// By what stands in a file that PEFT wrote: names, of which some may mean nothing.
  static Map<String, Target> listed(List<String> names, ModelFolder base) {
    return matching(weight -> names.stream().anyMatch(name -> endsWith(name, weight)), base);
  }

  /// By a regular expression for whole names, or PEFT's own `all-linear`, which has routers too.
  ///
  /// @throws PatternSyntaxException when it is none
  static Map<String, Target> matching(String expression, ModelFolder base) {
    if (expression.equals(LoraSettings.ALL_LINEAR)) {
      return matching(weight -> !ModelFolder.isHead(weight), base);
    }
    Predicate<String> whole = Pattern.compile(expression).asMatchPredicate();
    return matching(weight -> whole.test(Target.module(weight)), base);
  }

  /// The last parts of the names, as PEFT reads them.
  static List<String> shortNames(Iterable<String> weights) {
    TreeSet<String> names = new TreeSet<>();
    for (String weight : weights) {
      String module = Target.module(weight);
      names.add(module.substring(module.lastIndexOf('.') + 1));
    }
    return List.copyOf(names);
  }

  private static boolean endsWith(String name, String weight) {
    String module = Target.module(weight);
    return module.equals(name) || module.endsWith("." + name);
  }

  private static Map<String, Target> matching(Predicate<String> wanted, ModelFolder base) {
    Map<String, Target> targets = new LinkedHashMap<>();
    for (String weight : base.matrices()) {
      if (wanted.test(weight)) {
        List<Long> shape = Objects.requireNonNull(base.shapes().get(weight));
        targets.put(weight, new Target(weight, shape.getFirst(), shape.getLast()));
      }
    }
    return targets;
  }
}
