package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Compares how fast Bagel and Python's Jinja2 render chat templates, and prints tables.
///
/// Nothing is timed before both gave the same text for every case. Both sides take turns, one
/// thread each; a side idles while the other works. Ratios above 1 are in Bagel's favour.
final class TemplateComparison {
  /// A system text and five turns.
  private static final int MESSAGES = 6;

  private final BagelPeer bagel;
  private final PythonPeer python;
  private final TemplateSettings settings;
  private final int rounds;
  private final double seconds;
  private final PrintStream out;

  TemplateComparison(
      BagelPeer bagel, PythonPeer python, TemplateSettings settings, PrintStream out) {
    this.bagel = bagel;
    this.python = python;
    this.settings = settings;
    this.rounds = settings.rounds();
    this.seconds = settings.seconds();
    this.out = out;
  }

  /// The four templates of this module: renders per second, time to compile, time by messages.
  void mainTemplates() {
    introduce();
    load(TemplateCases.MAIN.stream().map(name -> TemplateCases.main(name, MESSAGES)).toList());
    speeds(workloads(TemplateCases.MAIN));
    compiling(workloads(TemplateCases.MAIN));
    growing();
  }

  /// The templates of a file of cases: the cases of a template are rendered in turn.
  void caseFile(List<TemplateCase> cases) {
    introduce();
    load(cases);
    List<Double> ratios =
        speeds(workloads(cases.stream().map(TemplateCase::name).toList())).stream()
            .map(Rounds::ratio)
            .sorted()
            .toList();
    out.printf(
        Locale.ROOT,
        "%nof %d templates: median ratio %.1f, smallest %.1f, largest %.1f%n",
        ratios.size(),
        Rounds.median(ratios),
        ratios.getFirst(),
        ratios.getLast());
  }

  private void introduce() {
    out.printf(
        Locale.ROOT, "Bagel on JDK %s beside %s, in turn%n", Runtime.version(), python.version());
  }

  /// Loads cases on both sides and makes sure that they give the same.
  private void load(List<TemplateCase> cases) {
    bagel.load(cases);
    python.load(cases);
    for (int i = 0; i < cases.size(); i++) {
      String here = bagel.render(i);
      if (!here.equals(python.render(i))) {
        throw BagelException.user(
            "template %s: the texts differ, so there is nothing to compare (case %d)"
                .formatted(cases.get(i).name(), i));
      }
    }
    out.printf(
        Locale.ROOT, "the same bytes from both: %d of %d cases%n", cases.size(), cases.size());
  }

  private record Workload(String name, List<Integer> cases) {}

  private static List<Workload> workloads(List<String> names) {
    Map<String, List<Integer>> byName = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byName.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(i);
    }
    return byName.entrySet().stream()
        .map(entry -> new Workload(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// Runs every template for a while before any is timed, so that each is measured in a JVM that
  /// has seen them all.
  private void warmUp(List<Workload> workloads) {
    for (int i = 0; i < 2; i++) {
      workloads.forEach(
          workload -> bagel.rendersPerSecond(workload.cases(), settings.warmUp() / 2));
    }
    workloads.forEach(
        workload -> python.rendersPerSecond(workload.cases(), settings.warmUp() / 16));
  }

  private List<Rounds> speeds(List<Workload> workloads) {
    warmUp(workloads);
    out.printf(
        Locale.ROOT,
        "%nrenders per second of processor time: medians of %d rounds of %.2f s%n",
        rounds,
        seconds);
    out.printf(
        Locale.ROOT, "%-56s%12s%12s%8s  %s%n", "", "Bagel", "Jinja2", "ratio", "smallest–largest");
    List<Rounds> all = new ArrayList<>();
    for (Workload workload : workloads) {
      Rounds measured =
          Rounds.of(
              rounds,
              () -> bagel.rendersPerSecond(workload.cases(), seconds),
              () -> python.rendersPerSecond(workload.cases(), seconds));
      line(workload.name(), measured, measured);
      all.add(measured);
    }
    return all;
  }

  private void compiling(List<Workload> workloads) {
    out.printf(
        Locale.ROOT,
        "%nmicroseconds of processor time to compile and render once: medians of %d rounds%n",
        rounds);
    out.printf(
        Locale.ROOT, "%-56s%12s%12s%8s  %s%n", "", "Bagel", "Jinja2", "ratio", "smallest–largest");
    workloads.forEach(one -> bagel.secondsToCompile(one.cases().getFirst(), 4 * seconds));
    for (Workload workload : workloads) {
      int index = workload.cases().getFirst();
      Rounds measured =
          Rounds.of(
              rounds,
              () -> 1e6 * bagel.secondsToCompile(index, seconds / 4),
              () -> 1e6 * python.secondsToCompile(index, seconds / 4));
      line(workload.name(), measured, measured.inverse());
    }
  }

  private void line(String name, Rounds measured, Rounds ratios) {
    out.printf(
        Locale.ROOT,
        "%-56s%,12.0f%,12.0f%8.1f  %.1f–%.1f%n",
        name,
        measured.firstMedian(),
        measured.secondMedian(),
        ratios.ratio(),
        ratios.ratios().getFirst(),
        ratios.ratios().getLast());
  }

  /// Whether the time is linear in the number of messages: it is where a line stays level.
  private void growing() {
    out.printf(
        Locale.ROOT,
        "%nnanoseconds of processor time a message, by the number of messages: medians of 3"
            + " rounds%n");
    out.printf(Locale.ROOT, "%-20s", "");
    for (int size : settings.sizes()) {
      out.printf(Locale.ROOT, "%,18d", size);
    }
    out.printf(
        Locale.ROOT, "%n%-20s%s%n", "", "     Bagel  Jinja2".repeat(settings.sizes().size()));
    for (String template : TemplateCases.MAIN) {
      StringBuilder line = new StringBuilder("%-20s".formatted(template));
      for (int size : settings.sizes()) {
        List<TemplateCase> one = List.of(TemplateCases.main(template, size));
        bagel.load(one);
        python.load(one);
        Rounds measured =
            Rounds.of(
                3, () -> nanosecondsAMessage(bagel, size), () -> nanosecondsAMessage(python, size));
        line.append(
            String.format(
                Locale.ROOT, "%,10.0f%,8.0f", measured.firstMedian(), measured.secondMedian()));
      }
      out.printf(Locale.ROOT, "%s%n", line);
    }
  }

  private double nanosecondsAMessage(TemplatePeer peer, int messages) {
    return 1e9 / peer.rendersPerSecond(List.of(0), seconds) / messages;
  }
}
