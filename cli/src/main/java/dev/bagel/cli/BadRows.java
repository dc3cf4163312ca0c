package dev.bagel.cli;

import dev.bagel.dataset.decontaminate.CheckedRow;

/// Tells of rows that could not be compared: of the first by name, of the others how many there
/// were. A file of millions that went wrong in one way would fill the terminal.
final class BadRows {
  private static final int SHOWN = 20;

  private final BuildProgress progress;
  private long rows;

  BadRows(BuildProgress progress) {
    this.progress = progress;
  }

  void tell(CheckedRow.Bad bad) {
    rows++;
    if (rows <= SHOWN) {
      progress.tell(
          "bagel: %s, line %d: %s"
              .formatted(
                  VisibleText.line(bad.file().name()),
                  bad.number(),
                  VisibleText.line(bad.message())));
    }
  }

  void end() {
    if (rows > SHOWN) {
      long more = rows - SHOWN;
      progress.tell(
          "bagel: and %s more bad %s, not shown"
              .formatted(BuildReports.number(more), more == 1 ? "row" : "rows"));
    }
  }
}
