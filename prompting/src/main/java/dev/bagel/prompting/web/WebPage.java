package dev.bagel.prompting.web;

import java.util.Set;

/// A page as text.
///
/// @param url where it was found, after redirects
/// @param status of the answer, 200 to 299
/// @param type as `text/html`: in lower case, without parameters; `text/plain` where none was given
/// @param text decoded, without a byte order mark
public record WebPage(String url, int status, String type, String text) {
  private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");

  public boolean isHtml() {
    return HTML.contains(type);
  }
}
