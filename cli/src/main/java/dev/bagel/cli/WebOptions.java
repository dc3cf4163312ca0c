package dev.bagel.cli;

import dev.bagel.prompting.web.GuardedWeb;
import dev.bagel.prompting.web.WebSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the tools of plans reach the web.
final class WebOptions {
  @Option(
      names = "--search",
      paramLabel = "URL",
      description =
          "Where DuckDuckGo searches: another address that takes the query as 'q' and answers with"
              + " the same kind of page. Default: https://html.duckduckgo.com/html/.")
  private @Nullable String search;

  @Option(
      names = "--allow-loopback",
      description =
          "Let tools read pages of this very machine, for trials with a server of your own; all"
              + " other addresses off the public web stay refused.")
  private boolean loopback;

  @Option(
      names = "--ignore-robots",
      description = "Read pages that a site's robots.txt forbids: for sites of your own.")
  private boolean ignoreRobots;

  @Nullable String search() {
    return search;
  }

  GuardedWeb web() {
    return GuardedWeb.with(WebSettings.DEFAULTS.withLoopback(loopback).withRobots(!ignoreRobots));
  }
}
