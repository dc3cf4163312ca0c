package dev.bagel.torch.generate;

import dev.bagel.BagelException;
import dev.bagel.torch.model.Continuation;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A conversation with a model, turn by turn. Keys and values of what it has read and written are
/// kept, so that of each turn only what is new is read, however long the conversation is. Whatever
/// the messages are, answers are those of [TextModel#answer]: where they begin otherwise than those
/// before, what is different is read anew. Logits may differ in their last digits, as they do by
/// how many tokens are read at once.
///
/// For one thread at a time; other texts of the model take turns with it. Close it before the
/// model.
public final class Conversation implements AutoCloseable {
  private final TextModel model;
  private @Nullable Continuation text;

  Conversation(TextModel model) {
    this.model = model;
  }

  /// Answers all messages so far.
  ///
  /// @param messages as [TextModel#tokens(List)] takes them; the last is usually a user's
  /// @param listener told the answer piece by piece, on the calling thread, in whole characters
  /// @throws BagelException as [TextModel#answer]
  /// @throws InterruptedException where the thread is interrupted, while it waits or before its
  ///   next token; the conversation may go on all the same
  public GeneratedText answer(
      List<?> messages, GenerationSettings settings, Consumer<String> listener)
      throws InterruptedException {
    return generate(model.tokens(messages), new int[0], settings, listener);
  }

  /// @param before tokens whose text the answer goes on with
  GeneratedText generate(
      int[] prompt, int[] before, GenerationSettings settings, Consumer<String> listener)
      throws InterruptedException {
    model.requireRoom(prompt);
    TextGeneration generation = model.generation(settings, listener);
    return model.inTurn(
        () -> {
          Continuation read = Exit.guarded(() -> read(prompt, settings.mostTokens()));
          return generation.run(read, prompt, new TextPieces(model.tokenizer(), before));
        });
  }

  private Continuation read(int[] prompt, int most) {
    if (text == null) {
      text = Continuation.open(model.model(), prompt, most);
    } else {
      int _ = text.begin(prompt, most);
    }
    return text;
  }

  @Override
  public void close() {
    if (text != null) {
      text.close();
      text = null;
    }
  }
}
