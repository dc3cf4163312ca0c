package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where the rows of a file have what is compared with benchmarks.
///
/// Without `texts` it is in each of `text`, `conversations` and `messages` that a row has.
///
/// @param id the column that names a row; empty for `id`, where there is one
/// @param texts columns of plain text that are read as one text, a paragraph each; empty for the
///   usual ones
/// @param turns which turns of conversations count
public record TextColumns(Optional<String> id, List<String> texts, CheckedTurns turns) {
  private static final String TEXT = "text";
  private static final List<String> CONVERSATIONS = List.of("conversations", "messages");

  public TextColumns {
    texts = List.copyOf(texts);
  }

  /// The usual columns.
  public static TextColumns usual(CheckedTurns turns) {
    return new TextColumns(Optional.empty(), List.of(), turns);
  }

  /// A row's name and texts, before they are compared.
  record Texts(Object id, List<Passage> passages) {}

  /// Says why a row cannot be compared.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    /// Whether the row has none of the columns.
    final boolean foreign;

    Unreadable(String message, boolean foreign) {
      super(message, null, false, false);
      this.foreign = foreign;
    }
  }

  /// All that may be needed of a row.
  Set<String> names() {
    Set<String> names = new TreeSet<>(texts);
    names.add(idColumn());
    if (texts.isEmpty()) {
      names.add(TEXT);
      names.addAll(CONVERSATIONS);
    }
    return names;
  }

  /// What to say of rows that have none of the columns.
  String none() {
    return texts.isEmpty()
        ? "there is neither text nor conversations nor messages: name a column by --text"
        : "there is no column " + String.join(", ", texts);
  }

  /// @param columns those that a file declares
  boolean hasSome(Set<String> columns) {
    return texts.isEmpty()
        ? columns.contains(TEXT) || CONVERSATIONS.stream().anyMatch(columns::contains)
        : columns.containsAll(texts);
  }

  Texts read(long number, Map<String, @Nullable Object> row) throws Unreadable {
    Object id = row.get(idColumn());
    if (id == null && this.id.isPresent()) {
      throw new Unreadable("there is no " + idColumn(), !row.containsKey(idColumn()));
    }
    List<Passage> passages = texts.isEmpty() ? usual(row) : List.of(Passage.plain(joined(row)));
    return new Texts(id == null ? number : id, passages);
  }

  private String idColumn() {
    return id.orElse("id");
  }

  private List<Passage> usual(Map<String, @Nullable Object> row) throws Unreadable {
    List<Passage> passages = new ArrayList<>();
    boolean any = false;
    for (String column : CONVERSATIONS) {
      Object list = row.get(column);
      if (list != null) {
        passages.addAll(TurnTexts.read(column, list, turns));
        any = true;
      }
    }
    if (row.get(TEXT) != null) {
      passages.add(Passage.plain(text(TEXT, row.get(TEXT))));
      any = true;
    }
    if (!any) {
      throw new Unreadable(none(), true);
    }
    return passages;
  }

  /// A column that is null in this row, as an optional input is, adds nothing.
  private String joined(Map<String, @Nullable Object> row) throws Unreadable {
    List<String> parts = new ArrayList<>();
    boolean any = false;
    for (String column : texts) {
      if (!row.containsKey(column)) {
        throw new Unreadable("there is no column " + column, true);
      }
      Object value = row.get(column);
      any |= value != null;
      String part = value == null ? "" : text(column, value);
      if (!part.isBlank()) {
        parts.add(part);
      }
    }
    if (!any) {
      throw new Unreadable(String.join(", ", texts) + " is null", false);
    }
    return String.join("\n\n", parts);
  }

  private static String text(String column, @Nullable Object value) throws Unreadable {
    if (value instanceof String text) {
      return text;
    }
    throw new Unreadable(column + " is no text", false);
  }
}
