package dev.bagel.cli;

import picocli.CommandLine.Option;

/// What every command understands that prints a result for people; see [Output#of].
final class JsonOption {
  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;
}
