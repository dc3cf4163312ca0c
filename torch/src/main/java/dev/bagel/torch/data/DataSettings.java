package dev.bagel.torch.data;

import dev.bagel.BagelException;
import dev.bagel.chat.Style;
import dev.bagel.dataset.tokenizer.Boundary;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How rows are made into what is trained on.
///
/// @param maxTokens of a sequence at most, BOS and EOS among them
/// @param over what becomes of longer rows; of pairs, see [DpoData]
/// @param packing whether several rows are put into one sequence, whole ones, as many as fit
/// @param heldOut what is kept from training
/// @param seed of the split and of the order
/// @param boundary how prompt and answer are tokenized
/// @param style how the prompts of stored rows were written; null for what their build says
/// @param template the chat template for conversations, a file or a folder; null for the model's
/// @param date what a chat template is told that asks for it
public record DataSettings(
    int maxTokens,
    Over over,
    boolean packing,
    HeldOut heldOut,
    long seed,
    Boundary boundary,
    @Nullable Style style,
    @Nullable Path template,
    LocalDate date) {
  /// The least limit: a row has BOS, something to learn, and EOS.
  private static final int LEAST = 3;

  public DataSettings {
    if (maxTokens < LEAST) {
      throw BagelException.user(
          "a limit of %d tokens leaves no room for text; give %d or more"
              .formatted(maxTokens, LEAST));
    }
  }

  /// Rows as they are, up to a limit: nothing is packed, nothing held out, longer ones are dropped.
  public static DataSettings upTo(int maxTokens, LocalDate date) {
    return new DataSettings(
        maxTokens, Over.DROP, false, HeldOut.none(), 0, Boundary.APART, null, null, date);
  }

  public DataSettings withOver(Over over) {
    return new DataSettings(
        maxTokens, over, packing, heldOut, seed, boundary, style, template, date);
  }

  public DataSettings withPacking(boolean packing) {
    return new DataSettings(
        maxTokens, over, packing, heldOut, seed, boundary, style, template, date);
  }

  public DataSettings withHeldOut(HeldOut heldOut) {
    return new DataSettings(
        maxTokens, over, packing, heldOut, seed, boundary, style, template, date);
  }

  public DataSettings withSeed(long seed) {
    return new DataSettings(
        maxTokens, over, packing, heldOut, seed, boundary, style, template, date);
  }

  public DataSettings withBoundary(Boundary boundary) {
    return new DataSettings(
        maxTokens, over, packing, heldOut, seed, boundary, style, template, date);
  }

  public DataSettings withTemplate(@Nullable Path template) {
    return new DataSettings(
        maxTokens, over, packing, heldOut, seed, boundary, style, template, date);
  }
}
