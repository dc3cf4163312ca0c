package dev.bagel.cli;

/// Prints a text as it comes: on a terminal without what would move its cursor, elsewhere to the
/// letter.
final class AnswerPrinter {
  private final Output output;
  private final boolean terminal;

  private AnswerPrinter(Output output, boolean terminal) {
    this.output = output;
    this.terminal = terminal;
  }

  static AnswerPrinter on(Output output) {
    return new AnswerPrinter(output, Terminal.present());
  }

  /// A piece in whole characters. Where nobody takes it any more, the thread is interrupted, so
  /// that nothing goes on for nobody.
  void print(String piece) {
    output.out().print(terminal ? VisibleText.piece(piece) : piece);
    if (output.out().checkError()) { // flushes
      Thread.currentThread().interrupt();
    }
  }

  void end() {
    output.out().println();
  }
}
