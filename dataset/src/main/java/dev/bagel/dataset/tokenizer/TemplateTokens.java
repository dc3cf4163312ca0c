package dev.bagel.dataset.tokenizer;

import dev.bagel.BagelException;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.Span;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.Rendering;
import dev.bagel.chat.template.TemplateOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whole conversations as a model's chat template writes them, with what the assistant wrote
/// learnt.
///
/// Special tokens are those that the template writes. What a message, a tool or a variable spells
/// is text; variables named `…_token` are tokens. BOS stands in front once, whether template,
/// tokenizer or both put it there.
///
/// Learnt is what the template's `generation` blocks write. In a template without such blocks, a
/// turn is what a rendering of the messages up to it adds to one of the messages before it with the
/// generation prompt, as far as its last special token where only white space follows. That takes
/// two or three renderings for each turn of the assistant, of all messages up to it.
///
/// Where a block or turn ends without a special token, the one that the template writes directly
/// behind it is learnt too, unless it is BOS; so is an EOS with nothing but white space before it.
/// Where nothing at all follows the last answer but white space, EOS takes its place.
///
/// May be used by any number of threads, as long as the tokenizer is open.
public final class TemplateTokens {
  private final Tokenizer tokenizer;
  private final ChatTemplate template;
  private final TemplateOptions options;

  /// @param options the generation prompt is left out in any case
  public TemplateTokens(Tokenizer tokenizer, ChatTemplate template, TemplateOptions options) {
    this.tokenizer = tokenizer;
    this.template = template;
    this.options = options.withGenerationPrompt(false);
  }

  /// The conversation's tokens, with the turns of role `assistant` learnt.
  ///
  /// @param messages as [ChatTemplate#render] takes them
  /// @param tools null for Python's None
  /// @throws BagelException USER where the template does not render them; where it treats a text
  ///   that spells a special token in a way of its own; where it has no `generation` blocks and
  ///   writes a turn differently when others follow
  public TrainingTokens of(List<?> messages, @Nullable List<?> tools) {
    Rendering whole = template.renderWithSpans(messages, tools, options);
    Prompt text =
        new TemplateMarkers(tokenizer.names(), template, options)
            .find(whole.text(), messages, tools);
    List<Span> written =
        whole.spans().isEmpty()
            ? new PrefixTurns(tokenizer.names(), template, options, text).spans(messages, tools)
            : whole.spans();
    SequenceEnds ends = new SequenceEnds(tokenizer, text);
    return ends.tokens(ends.behind(written));
  }

  /// What a model that shall answer reads: the conversation so far, and where the template writes
  /// it, the beginning of the assistant's turn.
  ///
  /// @param messages as [ChatTemplate#render] takes them
  /// @param tools null for Python's None
  /// @throws BagelException USER where the template does not render them, or treats a text that
  ///   spells a special token in a way of its own
  public Encoded prompt(List<?> messages, @Nullable List<?> tools) {
    TemplateOptions asking = options.withGenerationPrompt(true);
    String text = template.render(messages, tools, asking);
    return tokenizer.encodeInput(
        new TemplateMarkers(tokenizer.names(), template, asking).find(text, messages, tools));
  }
}
