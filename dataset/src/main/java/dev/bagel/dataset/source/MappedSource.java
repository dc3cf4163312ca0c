package dev.bagel.dataset.source;

import dev.bagel.chat.Message;
import dev.bagel.dataset.engine.Records;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Detail;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.source.kit.ShareGpt;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The user's own clean files: columns that a recipe names become turns, pairs or text, and nothing
/// else happens to them.
///
/// @param columns column by role; the roles of a kind are those of [#roles]
public record MappedSource(SourceInfo info, Map<String, String> columns) implements Source {
  public MappedSource {
    columns = Map.copyOf(columns);
  }

  /// What a column can be for: a conversation is one column of ShareGPT turns or messages, or one
  /// column a turn.
  public static List<String> roles(Kind kind) {
    return switch (kind) {
      case CONVERSATION -> List.of("conversation", "system", "user", "assistant");
      case PREFERENCE -> List.of("system", "prompt", "chosen", "rejected");
      case TEXT -> List.of("text");
    };
  }

  /// What is wrong with a choice of roles.
  public static Optional<String> fault(Kind kind, Set<String> roles) {
    boolean fits =
        switch (kind) {
          case CONVERSATION ->
              roles.contains("conversation")
                  ? roles.size() == 1
                  : roles.contains("user") && roles.contains("assistant");
          case PREFERENCE -> roles.containsAll(List.of("prompt", "chosen", "rejected"));
          case TEXT -> roles.contains("text");
        };
    String needed =
        switch (kind) {
          case CONVERSATION -> "either 'conversation', or 'user' and 'assistant' (and 'system')";
          case PREFERENCE -> "'prompt', 'chosen' and 'rejected' (and 'system')";
          case TEXT -> "'text'";
        };
    return fits ? Optional.empty() : Optional.of("columns of a " + kind.label() + ": " + needed);
  }

  @Override
  public Records<Candidate> read(SourceReader in) {
    RowMapping mapping = new RowMapping(info.kind(), columns);
    Set<String> optional = new TreeSet<>();
    if (columns.containsKey("system")) {
      optional.add(mapping.column("system"));
    }
    Set<String> required = new TreeSet<>(columns.values());
    required.removeAll(optional);
    return in.eachWithColumns(required, optional, mapping::read);
  }

  private record RowMapping(Kind kind, Map<String, String> columns) implements Serializable {
    Outcome read(Map<String, @Nullable Object> row) {
      return wrongType(row).orElseGet(() -> sample(row));
    }

    /// Only text is text: what a number or a list looks like is for the user to say.
    private Optional<Outcome> wrongType(Map<String, @Nullable Object> row) {
      return columns.entrySet().stream()
          .filter(column -> !column.getKey().equals("conversation"))
          .map(Map.Entry::getValue)
          .filter(column -> row.get(column) != null && !(row.get(column) instanceof String))
          .sorted()
          .findFirst()
          .map(
              column ->
                  Drop.row(
                      DropReason.WRONG_TYPE,
                      Detail.of("message", column + ": expected text"),
                      String.valueOf(row.get(column))));
    }

    private Outcome sample(Map<String, @Nullable Object> row) {
      return switch (kind) {
        case CONVERSATION ->
            columns.containsKey("conversation")
                ? conversation(row)
                : Conversation.of(messages(row, "user", Message.assistant(text(row, "assistant"))));
        case PREFERENCE ->
            Preference.of(messages(row, "prompt"), text(row, "chosen"), text(row, "rejected"));
        case TEXT -> PlainText.of(text(row, "text"));
      };
    }

    private Outcome conversation(Map<String, @Nullable Object> row) {
      String column = column("conversation");
      return switch (ShareGpt.read(column, Objects.requireNonNull(row.get(column)))) {
        case ShareGpt.Turns turns -> Conversation.of(turns.messages());
        case ShareGpt.Unreadable bad ->
            Drop.row(
                bad.fault().reason(),
                Detail.of("message", bad.fault().message()),
                String.valueOf(row.get(column)));
      };
    }

    private List<Message> messages(
        Map<String, @Nullable Object> row, String user, Message... answers) {
      List<Message> messages = new ArrayList<>();
      String system = columns.containsKey("system") ? text(row, "system") : "";
      if (!system.isBlank()) {
        messages.add(Message.system(system));
      }
      messages.add(Message.user(text(row, user)));
      messages.addAll(List.of(answers));
      return messages;
    }

    private String text(Map<String, @Nullable Object> row, String role) {
      Object value = row.get(column(role));
      return value == null ? "" : value.toString();
    }

    String column(String role) {
      return columns.getOrDefault(role, role);
    }
  }
}
