package dev.bagel.chat.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Every filter, by name: those of Jinja, and `tojson` as the libraries of chat templates have it.
final class Filters {
  private static final Map<String, Filter> TABLE = table();

  private Filters() {}

  static Optional<Filter> find(String name) {
    return Optional.ofNullable(TABLE.get(name));
  }

  /// Why there is no filter of that name, with the one that may be meant.
  static String unknown(String name) {
    return switch (name) {
      case "random" -> "the filter 'random' is left to chance, and a chat template is not";
      case "pprint" -> "the filter 'pprint' is not supported: use tojson(indent=2)";
      case "urlize" -> "the filter 'urlize' is not supported: chat templates make no links";
      default -> "there is no filter '" + name + "'" + Names.suggestion(name, TABLE.keySet());
    };
  }

  /// The filter that another filter names.
  static Filter named(String name) {
    return find(name).orElseThrow(() -> new TemplateException(unknown(name)));
  }

  private static Map<String, Filter> table() {
    Map<String, Filter> table = new HashMap<>();
    table.putAll(TextFilters.TABLE);
    table.putAll(LayoutFilters.TABLE);
    table.putAll(MarkupFilters.TABLE);
    table.putAll(NumberFilters.TABLE);
    table.putAll(ListFilters.TABLE);
    table.putAll(OrderFilters.TABLE);
    table.putAll(SelectionFilters.TABLE);
    return Map.copyOf(table);
  }
}
