package dev.bagel.prompting.tool;

import dev.bagel.BagelException;
import dev.bagel.prompting.web.GuardedWeb;
import dev.bagel.prompting.web.WebException;
import dev.bagel.prompting.web.WebPage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Links in, readable text out.
///
/// The input is any text with links in it, as [HyperlinkExtractor] finds them. One link gives its
/// page: title, blank line, text. Several are read at the same time and give each page below its
/// link, with a blank line between, in order; a page that cannot be read says so in its place, and
/// the call fails only where none can be read. What is not HTML is given as it is.
///
/// @param links that are read of one input, at most
/// @param characters of a page, at most; a longer one is cut, and says so at its end
public record TextScraper(GuardedWeb web, int links, int characters) implements Tool {
  public TextScraper {
    if (links < 1 || characters < 1) {
      throw BagelException.user(
          "a text scraper reads at least one link and character, not %d and %d"
              .formatted(links, characters));
    }
  }

  /// Ten links, 50,000 characters of each.
  public static TextScraper of(GuardedWeb web) {
    return new TextScraper(web, 10, 50_000);
  }

  @Override
  public String name() {
    return "TextScraper";
  }

  @Override
  public String description() {
    return "reads the pages behind links and gives their text";
  }

  @Override
  public String call(String input) throws ToolException, InterruptedException {
    List<String> found = HyperlinkExtractor.linksIn(input);
    if (found.isEmpty()) {
      throw ToolException.useless("there is no link to read; links begin with http:// or https://");
    }
    return found.size() == 1 ? read(found.getFirst()) : readAll(found);
  }

  private String readAll(List<String> found) throws ToolException, InterruptedException {
    List<String> wanted = found.subList(0, Math.min(links, found.size()));
    List<Future<String>> pages;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      pages = threads.invokeAll(wanted.stream().<Callable<String>>map(l -> () -> read(l)).toList());
    }
    List<String> parts = new ArrayList<>();
    List<ToolException> failures = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      parts.add(wanted.get(i) + "\n" + text(pages.get(i), failures));
    }
    if (failures.size() == wanted.size()) {
      throw none(failures);
    }
    if (found.size() > links) {
      parts.add("%d more links were not read.".formatted(found.size() - links));
    }
    return String.join("\n\n", parts);
  }

  private static String text(Future<String> page, List<ToolException> failures)
      throws InterruptedException {
    try {
      return page.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ToolException failure)) {
        throw new IllegalStateException(e.getCause());
      }
      failures.add(failure);
      return "Not read: " + failure.getMessage();
    }
  }

  private static ToolException none(List<ToolException> failures) {
    String message =
        "none of %d pages could be read; the first: %s"
            .formatted(failures.size(), failures.getFirst().getMessage());
    boolean mayHelp = failures.stream().anyMatch(f -> f.again() == ToolException.Again.MAY_HELP);
    return mayHelp
        ? ToolException.mayHelp(message, failures.getFirst())
        : ToolException.useless(message, failures.getFirst());
  }

  private String read(String link) throws ToolException, InterruptedException {
    WebPage page;
    try {
      page = web.get(link);
    } catch (WebException e) {
      throw WebTrouble.of(e);
    }
    String text = page.isHtml() ? readable(page) : page.text().strip();
    if (text.isEmpty()) {
      throw ToolException.useless("%s has no text that can be read".formatted(page.url()));
    }
    return cut(text);
  }

  private static String readable(WebPage page) {
    Document document = Jsoup.parse(page.text(), page.url());
    String text = ReadableText.of(document);
    String title = document.title().strip();
    boolean told = title.isEmpty() || text.isEmpty() || text.startsWith(title);
    return told ? text : title + "\n\n" + text;
  }

  private String cut(String text) {
    if (text.length() <= characters) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
    return "%s\n\n[Cut: %d of %d characters.]"
        .formatted(text.substring(0, end), end, text.length());
  }
}
