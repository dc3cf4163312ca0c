package dev.bagel.dataset.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Hand-written tokenizers of every type that is read, with a handful of pieces each.
public final class TinyTokenizers {
  /// Words are pieces. BOS 1 and EOS 2, both added by its own rule.
  public static final String WORDS =
      """
      {"version": "1.0",
       "added_tokens": [
         {"id": 1, "content": "<s>", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false},
         {"id": 2, "content": "</s>", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false},
         {"id": 9, "content": "<tool>", "special": false, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false}],
       "normalizer": {"type": "Lowercase"},
       "pre_tokenizer": {"type": "WhitespaceSplit"},
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "</s>", "type_id": 0}}],
         "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
         "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]},
                            "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}},
       "decoder": null,
       "model": {"type": "WordLevel", "unk_token": "<unk>",
         "vocab": {"<unk>": 0, "<s>": 1, "</s>": 2, "the": 3, "cat": 4, "sat": 5, "down": 6,
                   "a": 7, "b": 8}}}
      """;

  /// Letters are pieces, after a space that stands before the first word alone, as newer Llama-like
  /// tokenizers have it. Merges would build `<s>` out of its letters.
  public static final String METASPACE =
      """
      {"version": "1.0",
       "added_tokens": [
         {"id": 1, "content": "<s>", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false},
         {"id": 12, "content": "</s>", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false}],
       "pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "first",
         "split": false},
       "decoder": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "first",
         "split": false},
       "model": {"type": "BPE", "unk_token": "<unk>",
         "vocab": {"<unk>": 0, "<s>": 1, "\u2581": 2, "a": 3, "b": 4, "<": 5, ">": 6, "/": 7, "s": 8,
                   "\u2581a": 9, "<s": 10, "\u2581b": 11},
         "merges": ["\u2581 a", "\u2581 b", "< s", "<s >"]}}
      """;

  /// Pieces have scores. `<s>` is a piece like any other, which only its name tells apart.
  public static final String SCORED =
      """
      {"version": "1.0",
       "added_tokens": [
         {"id": 1, "content": "<s>", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false}],
       "model": {"type": "Unigram", "unk_id": 0,
         "vocab": [["<unk>", 0.0], ["<s>", 0.0], ["a", -1.0], ["b", -1.0], ["<", -3.0], ["s", -3.0],
                   [">", -3.0], ["ab", -1.5]]}}
      """;

  /// Pieces of words, with `[MASK]` that swallows the space before it.
  static final String PIECES =
      """
      {"version": "1.0",
       "added_tokens": [
         {"id": 1, "content": "[CLS]", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false},
         {"id": 2, "content": "[SEP]", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false},
         {"id": 3, "content": "[MASK]", "special": true, "single_word": false, "lstrip": true,
          "rstrip": false, "normalized": false}],
       "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
         "strip_accents": null, "lowercase": true},
       "pre_tokenizer": {"type": "BertPreTokenizer"},
       "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]},
       "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
       "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
         "max_input_chars_per_word": 100,
         "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[MASK]": 3, "un": 4, "##do": 5, "[": 6,
                   "]": 7, "sep": 8, "mask": 9}}}
      """;

  private TinyTokenizers() {}

  public static Path write(Path folder, String tokenizer) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer);
    return folder;
  }

  static Path write(Path folder, String tokenizer, String config) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), config);
    return write(folder, tokenizer);
  }
}
