package dev.bagel.prompting.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a robots.txt says to one product: RFC 9309.
///
/// The groups of the product count together, and only where there are none, those of `*`. The
/// longest rule that matches decides; of two as long, the one that allows.
///
/// @param rules in no particular order
record RobotsRules(List<Rule> rules) {
  static final RobotsRules ALL_ALLOWED = new RobotsRules(List.of());

  private static final Pattern LINE =
      Pattern.compile("\ufeff?\\s*([A-Za-z-]+)\\s*:\\s*([^#]*)(?:#.*)?");
  private static final Pattern PRODUCT = Pattern.compile("[A-Za-z_-]+|\\*");

  /// @param path a pattern with `*`, and `$` at its end
  record Rule(boolean allows, RobotsPath path) {}

  /// @param product without a version, as `Bagel`; in any case
  static RobotsRules parse(String text, String product) {
    List<Rule> own = new ArrayList<>();
    List<Rule> everyones = new ArrayList<>();
    boolean named = false;
    boolean forMe = false;
    boolean forAll = false;
    boolean inAgents = false;
    for (String line : text.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        continue;
      }
      String key = matcher.group(1).toLowerCase(Locale.ROOT);
      String value = matcher.group(2).strip();
      if (key.equals("user-agent")) {
        String agent = agent(value);
        forMe = (inAgents && forMe) || agent.equalsIgnoreCase(product);
        forAll = (inAgents && forAll) || agent.equals("*");
        named |= forMe;
        inAgents = true;
      } else if (key.equals("allow") || key.equals("disallow")) {
        inAgents = false;
        if (!value.isEmpty()) {
          Rule rule = new Rule(key.equals("allow"), RobotsPath.parse(value));
          addIf(forMe, own, rule);
          addIf(forAll, everyones, rule);
        }
      }
    }
    return new RobotsRules(List.copyOf(named ? own : everyones));
  }

  /// @param path with its query, as it is requested
  boolean allows(String path) {
    String normal = RobotsPath.normal(path, true);
    int longest = -1;
    boolean allowed = true;
    for (Rule rule : rules) {
      int length = rule.path().length();
      if ((length > longest || (length == longest && rule.allows()))
          && rule.path().matches(normal)) {
        longest = length;
        allowed = rule.allows();
      }
    }
    return allowed;
  }

  private static void addIf(boolean wanted, List<Rule> rules, Rule rule) {
    if (wanted) {
      rules.add(rule);
    }
  }

  private static String agent(String value) {
    Matcher product = PRODUCT.matcher(value);
    return product.lookingAt() ? product.group() : "";
  }
}
