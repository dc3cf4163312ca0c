package dev.bagel.cli;

import picocli.CommandLine.Option;

/// What every command understands.
final class CommonOptions {
  /// Read by [Bagel] itself, before any command runs.
  @Option(names = "--debug", description = "Print a stack trace with an error.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and stop.")
  boolean help;
}
