package dev.bagel.dataset;

import dev.bagel.dataset.budget.TokenBudget;
import dev.bagel.dataset.engine.Counters;
import dev.bagel.dataset.engine.PartWriter;
import dev.bagel.dataset.format.Formatting;
import dev.bagel.dataset.format.RowPlan;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.write.DroppedRow;
import dev.bagel.dataset.write.OutputFolder;
import dev.bagel.dataset.write.SampleRow;
import dev.bagel.dataset.write.Table;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes one part of a build: candidates come in the order of their keys; samples are rendered
/// last, so that no rendered text is ever put aside.
///
/// The rows of a sample would stand together, one format after the other, and a trainer's batch
/// would see the same answer four times. So the order of keys is cut into slots of about [#SLOT]
/// samples, and rows are shuffled within their slot, by a hash. A slot ends early where its samples
/// hold more than [#CHARACTERS], which bounds the memory, and at the end of a part: both depend on
/// the data alone, not on threads or memory.
final class BuildPart implements PartWriter<Candidate, PartReport> {
  /// Samples that are shuffled together, about.
  static final int SLOT = 4096;

  private static final long CHARACTERS = 16_000_000;
  private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_-]");

  private final Setup setup;
  private final Formatting formatting;
  private final PartTables tables;
  private final PartRows rows;
  private final PartExports exports;
  private final PartReport report = new PartReport();
  private final List<Candidate> slot = new ArrayList<>();
  private long slotNumber;
  private long slotCharacters;

  /// What every part of a build needs.
  ///
  /// @param work the work folder's path
  /// @param slotBits how many top bits of a key number its slot
  /// @param tokens what rows are held against; null for nothing
  /// @param namedByStratum sources whose rows carry their stratum in their name
  record Setup(
      String work,
      Formatting formatting,
      Chance chance,
      Keys keys,
      int slotBits,
      @Nullable TokenBudget tokens,
      Set<String> namedByStratum,
      DatasetSettings.Extras extras,
      Counters counters)
      implements Serializable {}

  BuildPart(Setup setup, int part) {
    this.setup = setup;
    this.formatting = setup.formatting();
    this.tables = new PartTables(Path.of(setup.work()), part, setup.extras());
    this.exports = new PartExports(tables, report);
    this.rows = new PartRows(formatting, setup.tokens(), tables, exports, report);
  }

  /// How many bits number the slots of so many candidates.
  static int slotBits(long candidates) {
    return 64 - Long.numberOfLeadingZeros(Math.max(1, candidates) / SLOT);
  }

  @Override
  public void accept(Candidate candidate) {
    long number = slotNumber(candidate);
    if (number != slotNumber || slotCharacters > CHARACTERS) {
      flush();
      slotNumber = number;
    }
    slot.add(candidate);
    slotCharacters += candidate.outcome() instanceof Sample sample ? sample.characters() : 0;
  }

  @Override
  public PartReport finish() throws IOException {
    flush();
    rows.finish();
    tables.finish(report);
    return report;
  }

  @Override
  public void close() throws IOException {
    slot.clear();
    try (rows) {
      tables.close();
    }
  }

  private long slotNumber(Candidate candidate) {
    int bits = setup.slotBits();
    return bits == 0 ? 0 : setup.keys().of(candidate).high() >>> (64 - bits);
  }

  private void flush() {
    try {
      List<Place> places = new ArrayList<>();
      for (Candidate candidate : slot) {
        switch (candidate.outcome()) {
          case Sample sample -> {
            String name = name(candidate);
            tables.write(Table.SAMPLES, SampleRow.of(name, sample));
            exports.sample(name, sample);
            report.keep(candidate.source());
            List<RowPlan> plans = formatting.plan(sample);
            report.plan(plans.size());
            for (RowPlan plan : plans) {
              places.add(Place.of(candidate, name, sample, plan, setup.chance()));
            }
          }
          case Drop drop -> drop(candidate, drop);
        }
      }
      places.sort(Place.ORDER);
      for (Place place : places) {
        rows.write(place.candidate(), place.name(), place.sample(), place.plan());
      }
      setup.counters().add("written", slot.size());
      slot.clear();
      slotCharacters = 0;
    } catch (IOException e) {
      throw OutputFolder.cannotWrite(Path.of(setup.work()), e);
    }
  }

  /// What a candidate's rows are called: `airoboros_joke`.
  private String name(Candidate candidate) {
    boolean plain =
        candidate.stratum().isEmpty() || !setup.namedByStratum().contains(candidate.source());
    return plain
        ? candidate.source()
        : candidate.source() + "_" + NO_NAME.matcher(candidate.stratum()).replaceAll("_");
  }

  private void drop(Candidate candidate, Drop drop) throws IOException {
    report.drop(candidate.source(), drop.reason());
    if (setup.extras().fullLedger() || !drop.reason().bulk()) {
      tables.write(Table.DROPPED, DroppedRow.of(name(candidate), candidate.origin(), drop));
    }
  }

  /// A row before it is rendered, and where it stands among the rows of its slot.
  ///
  /// @param name what its source is called in rows
  private record Place(
      double order, UUID id, Candidate candidate, String name, Sample sample, RowPlan plan) {
    static final Comparator<Place> ORDER =
        Comparator.comparingDouble(Place::order).thenComparing(Place::id);

    static Place of(Candidate candidate, String name, Sample sample, RowPlan plan, Chance chance) {
      double order = chance.of(sample.id(), "place of " + plan);
      return new Place(order, sample.id(), candidate, name, sample, plan);
    }
  }
}
