package dev.bagel.dataset;

import dev.bagel.dataset.hub.Hub;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.write.Table;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/// Everything that a build is told.
///
/// @param hub where the sources' files are looked for
/// @param out the folder that the data set goes into
/// @param vectors the folder in which builds keep sentence vectors that take long to compute
/// @param locking whether it reads exactly what a lock names
/// @param missing what to do about files that the recipe names and the hub lacks
/// @param extras what is written beside the tables of every build
/// @param threads workers; the result does not depend on them
public record DatasetSettings(
    Recipe recipe,
    Hub hub,
    Locking locking,
    Path out,
    Path vectors,
    Missing missing,
    Extras extras,
    int threads) {

  /// What is written on request.
  ///
  /// @param fullLedger whether bulk drops (sampled out, other split) are listed row by row too
  /// @param jsonl whether rows for trainers are written as JSONL as well
  /// @param exports tables that are written on request
  public record Extras(boolean fullLedger, boolean jsonl, Set<Table> exports)
      implements Serializable {
    public static final Extras NONE = new Extras(false, false, Set.of());

    public Extras {
      exports = Set.copyOf(exports);
    }

    /// All tables that the build writes, in their order.
    Set<Table> tables() {
      Set<Table> tables = EnumSet.noneOf(Table.class);
      for (Table table : Table.values()) {
        if (!table.onRequest() || exports.contains(table)) {
          tables.add(table);
        }
      }
      return tables;
    }
  }

  /// Where files are found and fetched: the hub, or what the lock has of it.
  public Hub lockedHub() {
    return locking.over(hub);
  }

  /// What to do about missing files.
  public enum Missing {
    FAIL,
    SKIP
  }
}
