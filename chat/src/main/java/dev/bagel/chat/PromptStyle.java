package dev.bagel.chat;

import java.io.Serializable;

/// What the prompt formats leave open.
///
/// @param bos the tokenizer's text for the begin of a sequence; llama-2 and chatml write it between
///   turns. The tokenizer itself puts it in front of a whole input
/// @param eos the tokenizer's text for the end of a sequence
/// @param imMarkers writes chatml with `<|im_start|>` and `<|im_end|>` instead of BOS and EOS. No
///   tokenizer puts the former in front of an input, so then every turn begins with it, in both
///   styles
public record PromptStyle(Style style, String bos, String eos, boolean imMarkers)
    implements Serializable {

  /// With `<s>` and `</s>`, the markers of Llama's and Mistral's tokenizers.
  public static PromptStyle of(Style style) {
    return new PromptStyle(style, "<s>", "</s>", false);
  }
}
