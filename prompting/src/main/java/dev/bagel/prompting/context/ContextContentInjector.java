package dev.bagel.prompting.context;

import dev.bagel.BagelException;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.injector.ContentInjector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Writes what a LangChain4j pipeline has retrieved, and the user's message, as a [ContextPrompt]:
/// `DefaultRetrievalAugmentor.builder().contentInjector(ContextContentInjector.of())`.
///
/// The texts of the message become the instruction, a line each, where the first of them stood;
/// images and other parts stay, and so do its name and attributes. Without contents the message
/// stays as it is. [#blocks] gives the blocks to read the model's answer with.
public final class ContextContentInjector implements ContentInjector {
  private final List<String> keys;
  private final Budget budget;
  private final Consumer<Selection> listener;

  private ContextContentInjector(List<String> keys, Budget budget, Consumer<Selection> listener) {
    this.keys = List.copyOf(keys);
    this.budget = budget;
    this.listener = listener;
  }

  /// Writes all metadata of each segment, by the order of their keys' characters.
  public static ContextContentInjector of() {
    return new ContextContentInjector(List.of(), Budget.characters(Integer.MAX_VALUE), _ -> {});
  }

  /// Writes these metadata only, in this order, where a segment has them.
  public ContextContentInjector withMetadata(String... others) {
    return new ContextContentInjector(List.of(others), budget, listener);
  }

  /// Leaves out contents without room, the last first: a pipeline has them by relevance.
  ///
  /// @param newListener told of every prompt, what is in it and what is not; on the caller's thread
  public ContextContentInjector within(Budget other, Consumer<Selection> newListener) {
    return new ContextContentInjector(keys, other, newListener);
  }

  @Override
  public ChatMessage inject(List<Content> contents, ChatMessage message) {
    if (contents.isEmpty()) {
      return message;
    }
    if (!(message instanceof UserMessage user)) {
      throw BagelException.user(
          "contents were to be put into a message of type %s: only user messages take them"
              .formatted(message.type()));
    }
    Selection selection = budget.select(blocks(contents), instruction(user));
    listener.accept(selection);
    List<dev.langchain4j.data.message.Content> parts = new ArrayList<>();
    boolean written = false;
    for (dev.langchain4j.data.message.Content part : user.contents()) {
      if (!(part instanceof TextContent)) {
        parts.add(part);
      } else if (!written) {
        parts.add(TextContent.from(selection.prompt().text()));
        written = true;
      }
    }
    if (!written) {
      parts.addFirst(TextContent.from(selection.prompt().text()));
    }
    return user.toBuilder().contents(parts).build();
  }

  /// The blocks of contents, as they are written into prompts.
  public List<Block> blocks(List<Content> contents) {
    return contents.stream().map(content -> block(content)).toList();
  }

  private Block block(Content content) {
    Map<String, Object> metadata = new TreeMap<>(content.textSegment().metadata().toMap());
    List<Field> fields =
        (keys.isEmpty() ? List.copyOf(metadata.keySet()) : keys)
            .stream()
                .filter(metadata::containsKey)
                .map(key -> new Field(key, String.valueOf(metadata.get(key))))
                .toList();
    return new Block(fields, content.textSegment().text());
  }

  private static String instruction(UserMessage user) {
    return user.contents().stream()
        .filter(TextContent.class::isInstance)
        .map(part -> ((TextContent) part).text())
        .collect(Collectors.joining("\n"));
  }
}
