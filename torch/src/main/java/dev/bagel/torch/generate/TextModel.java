package dev.bagel.torch.generate;

import dev.bagel.BagelException;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.PromptFormat;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.torch.lora.Adapter;
import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.CompanionFiles;
import dev.bagel.torch.model.Continuation;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A language model that reads and writes text: the weights, the tokenizer and the chat template of
/// one folder, as the Hugging Face hub has it.
///
/// May be used by any number of threads: texts are generated one after the other, since libtorch
/// takes all processors for one. A thread that is interrupted, while it waits or before its next
/// token, gets an [InterruptedException]. The JVM ends between two tokens, never within one.
/// Closing waits for the text under way.
public final class TextModel implements AutoCloseable {
  /// A vocabulary is often filled up to a round number: so many in a hundred may have no token.
  private static final int SPARE_PERCENT = 5;

  private final Path folder;
  private final Path texts;
  private final CausalModel model;
  private final Tokenizer tokenizer;
  private final Set<Integer> ends;
  private final Optional<PromptFormat> format;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable ChatPrompts prompts;
  private boolean closed;

  /// @param home whose config and weights they are; of an adapter, its base
  /// @param texts whose tokenizer and chat template
  private TextModel(
      Path folder,
      Path home,
      Path texts,
      CausalModel model,
      Tokenizer tokenizer,
      Optional<PromptFormat> format) {
    this.folder = folder;
    this.texts = texts;
    this.model = model;
    this.tokenizer = tokenizer;
    this.ends = EndIds.of(home, model.config(), tokenizer);
    this.format = format;
  }

  /// Opens a folder; conversations are written by its chat template, if it has one. An adapter's
  /// folder stands for its base with the adapter on it, and lacks a tokenizer of its own at times.
  ///
  /// @throws BagelException USER where model or tokenizer are not there, cannot be read, or do not
  ///   fit each other
  public static TextModel open(Path folder, Precision precision) {
    return open(folder, precision, Optional.empty());
  }

  /// Opens a folder; conversations are written in a prompt format, if one is given.
  ///
  /// @throws BagelException USER where model or tokenizer are not there, cannot be read, or do not
  ///   fit each other
  public static TextModel open(Path folder, Precision precision, Optional<PromptFormat> format) {
    Path home = Adapter.modelFolder(folder);
    Path texts = new CompanionFiles(home, folder).tokenizerFolder();
    ModelConfig config = ModelConfig.read(home);
    Tokenizer tokenizer = Tokenizer.of(texts);
    try {
      requireFit(folder, config.vocabulary(), tokenizer.vocabularySize());
      CausalModel model = CausalModel.load(folder, precision);
      try {
        return new TextModel(folder, home, texts, model, tokenizer, format);
      } catch (RuntimeException | Error e) {
        model.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      tokenizer.close();
      throw e;
    }
  }

  /// What a folder's weights are computed in without being copied: bf16 where they all are bf16,
  /// else f32.
  ///
  /// @throws BagelException USER where there are none, or they cannot be read
  public static Precision storedPrecision(Path folder) {
    try (Weights weights = WeightFiles.open(Adapter.modelFolder(folder))) {
      return weights.names().stream().allMatch(name -> weights.get(name).type() == ElementType.BF16)
          ? Precision.BF16
          : Precision.F32;
    }
  }

  private static void requireFit(Path folder, int ofModel, int ofTokenizer) {
    long spare = (long) ofModel * SPARE_PERCENT / 100;
    if (ofTokenizer > ofModel || ofModel - ofTokenizer > spare) {
      throw BagelException.user(
          "%s: the tokenizer has %d tokens, and the model %d; take both from one model"
              .formatted(folder, ofTokenizer, ofModel));
    }
  }

  public Path folder() {
    return folder;
  }

  public CausalModel model() {
    return model;
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /// How many tokens a prompt and what is written behind it have at most.
  public int window() {
    return model.config().positions();
  }

  /// The tokens of a prompt, with BOS in front where the tokenizer puts it there.
  public int[] tokens(String prompt) {
    return tokenizer.encodeInput(new Prompt(prompt, List.of())).ids();
  }

  /// The tokens of a conversation up to where the answer begins.
  ///
  /// @param messages [dev.bagel.chat.Message]s, or whatever a chat template reads
  /// @throws BagelException USER where there is no chat template, or it does not take them
  public int[] tokens(List<?> messages) {
    return chatPrompts().ids(messages);
  }

  /// Reads the chat template now, so that what is wrong with it is known before a conversation.
  ///
  /// @throws BagelException USER where there is none, or it cannot be read
  public void requireChat() {
    ChatPrompts _ = chatPrompts();
  }

  private synchronized ChatPrompts chatPrompts() {
    if (prompts == null) {
      prompts =
          format
              .map(given -> ChatPrompts.of(given, texts, tokenizer))
              .orElseGet(() -> ChatPrompts.of(texts, tokenizer));
    }
    return prompts;
  }

  /// Goes on with a prompt, which is text: what spells a special token in it is text, too.
  ///
  /// @param listener told the text piece by piece, on the calling thread, in whole characters
  /// @throws BagelException USER where the prompt is longer than the window, or empty and the
  ///   tokenizer has no BOS; where the model gives no numbers
  public GeneratedText complete(
      String prompt, GenerationSettings settings, Consumer<String> listener)
      throws InterruptedException {
    int[] ids = tokens(prompt);
    try (Conversation once = conversation()) {
      return once.generate(ids, ids, settings, listener);
    }
  }

  /// Answers a conversation.
  ///
  /// @param messages as [#tokens(List)] takes them; the last is usually a user's
  /// @param listener told the answer piece by piece, on the calling thread, in whole characters
  /// @throws BagelException as [#complete] and [#tokens(List)]
  public GeneratedText answer(
      List<?> messages, GenerationSettings settings, Consumer<String> listener)
      throws InterruptedException {
    try (Conversation once = conversation()) {
      return once.answer(messages, settings, listener);
    }
  }

  /// A conversation of several turns, of which each is read once.
  public Conversation conversation() {
    return new Conversation(this);
  }

  TextGeneration generation(GenerationSettings settings, Consumer<String> listener) {
    return new TextGeneration(ends, tokenizer.vocabularySize(), settings, listener);
  }

  /// What the model gives each id of its vocabulary as the first behind a prompt, unnormalised.
  ///
  /// @throws BagelException as [#complete]
  public float[] logits(String prompt) throws InterruptedException {
    int[] ids = tokens(prompt);
    requireRoom(ids);
    return inTurn(
        () -> {
          try (Continuation text = Exit.guarded(() -> Continuation.open(model, ids, 0))) {
            return text.logits();
          }
        });
  }

  /// Work that is done when no other text is under way.
  interface Work<T> {
    T run() throws InterruptedException;
  }

  /// @throws InterruptedException where the thread is interrupted, before its turn or by the work
  <T> T inTurn(Work<T> work) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      requireOpen();
      return work.run();
    } finally {
      turn.unlock();
    }
  }

  /// Refuses a prompt that cannot be read.
  ///
  /// @throws BagelException USER where it is empty or longer than the window
  public void requireRoom(int[] prompt) {
    if (prompt.length == 0) {
      throw BagelException.user(
          "the prompt is empty, and the tokenizer puts nothing in front of it; give some text");
    }
    if (prompt.length > window()) {
      throw BagelException.user(
          "the prompt has %d tokens, and the model reads %d at most; give it less text, or take a model that reads more"
              .formatted(prompt.length, window()));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model of " + folder + " is closed");
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      if (!closed) {
        closed = true;
        model.close();
        tokenizer.close();
      }
    } finally {
      turn.unlock();
    }
  }
}
