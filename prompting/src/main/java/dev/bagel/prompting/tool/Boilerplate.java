package dev.bagel.prompting.tool;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What of a page is not its text: scripts, navigation, banners, controls, what is hidden.
///
/// Known by element, ARIA role, and words in class and id. What holds the page's `main` or
/// `article` is never left out by its words alone.
final class Boilerplate {
  private static final Set<String> NEVER_TEXT =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "iframe",
          "object",
          "embed",
          "svg",
          "canvas",
          "audio",
          "video",
          "map",
          "button",
          "input",
          "select",
          "textarea",
          "nav",
          "aside",
          "dialog",
          "head",
          "menu");
  private static final Set<String> ROLES =
      Set.of(
          "navigation",
          "banner",
          "contentinfo",
          "search",
          "dialog",
          "alertdialog",
          "complementary",
          "menu",
          "menubar",
          "toolbar");
  private static final Pattern WORDS =
      Pattern.compile(
          // "has-sidebar" is on what has one, often the whole page
          "(?:^|\\s)(?!(?:has|with|without|no)[_-])(?:\\S*[_-])?(?:nav|navbar|navigation|menu"
              + "|sidebar|breadcrumbs?|masthead|footer|share|sharing|social|newsletter|related"
              + "|advert|advertisement|promo|skip-link)(?:$|[\\s_-])"
              + "|(?:cookie|consent|gdpr|privacy)[\\s_-]?(?:banner|bar|notice|popup|modal|overlay"
              + "|dialog|message|consent|wall|layer|box)|onetrust|cookiebot|cmp-container");
  private static final Pattern INVISIBLE =
      Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden");

  private final Set<Element> keepers = Collections.newSetFromMap(new IdentityHashMap<>());

  Boilerplate(Document page) {
    for (Element text : page.select("main, [role=main], article")) {
      Element keeper = text;
      while (keeper != null && keepers.add(keeper)) {
        keeper = keeper.parent();
      }
    }
  }

  /// @param inText whether it stands in `main` or `article`, whose headers are their own
  boolean is(Element element, boolean inText) {
    String name = element.normalName();
    if (NEVER_TEXT.contains(name) || isHidden(element)) {
      return true;
    }
    if (keepers.contains(element) || name.equals("body") || name.equals("html")) {
      return false;
    }
    boolean frame = name.equals("footer") || (name.equals("header") && !inText);
    return frame || ROLES.contains(lower(element.attr("role"))) || isNamedSo(element);
  }

  private static boolean isHidden(Element element) {
    return element.hasAttr("hidden")
        || element.attr("aria-hidden").equals("true")
        || INVISIBLE.matcher(lower(element.attr("style"))).find();
  }

  private static boolean isNamedSo(Element element) {
    String words = element.className() + " " + element.id();
    return words.length() > 1 && words.length() < 1_000 && WORDS.matcher(lower(words)).find();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
