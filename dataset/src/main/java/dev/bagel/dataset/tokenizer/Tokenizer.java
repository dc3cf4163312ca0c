package dev.bagel.dataset.tokenizer;

import dev.bagel.BagelException;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A model's own tokenizer, read from its `tokenizer.json` by the library that made the file's
/// format (Hugging Face tokenizers): BPE, Unigram, WordPiece or WordLevel.
///
/// Text stays text: letters that spell a special token, such as `</s>`, become the tokens of those
/// letters, never the special one. A special token comes from a marker alone, see [Prompt#markers].
/// That is how SentencePiece reads text, and not how the library does by itself. Tokens that
/// `tokenizer.json` adds without calling them special are text, and found in text.
///
/// BOS and EOS are added by nobody unasked: [#encode] and [#count] add neither, [#encodeInput] puts
/// BOS where the tokenizer's own rule does, and [TrainingTokens] appends EOS. A lone surrogate,
/// which is no character, is read as U+FFFD.
///
/// May be used by any number of threads, until one closes it. It holds memory outside the heap.
public final class Tokenizer implements AutoCloseable {
  private static final int BATCH = 256;

  private final TokenizerFolder facts;
  private final SecretNames secrets;
  private final NativeTokenizer library;

  private Tokenizer(TokenizerFolder facts, SecretNames secrets, NativeTokenizer library) {
    this.facts = facts;
    this.secrets = secrets;
    this.library = library;
  }

  /// The tokenizer in a model's folder: its `tokenizer.json`, and `tokenizer_config.json` if there
  /// is one.
  ///
  /// @throws BagelException USER where there is none, or it is not one that can be read, or its BOS
  ///   or EOS is not in its vocabulary; RESOURCES where the library cannot be loaded
  public static Tokenizer of(Path folder) {
    TokenizerFolder facts = TokenizerFolder.read(folder);
    SecretNames secrets = new SecretNames(facts.specials());
    secrets.rename(facts.tokenizer(), facts.specials());
    byte[] json = facts.tokenizer().toString().getBytes(StandardCharsets.UTF_8);
    Tokenizer tokenizer = new Tokenizer(facts, secrets, NativeTokenizer.open(json, facts.where()));
    try {
      facts.specials().ids().forEach(tokenizer::check);
      return tokenizer;
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private void check(String name, int id) {
    Encoded encoded = encode(new Prompt(name, List.of(new Span(0, name.length()))));
    if (IntStream.of(encoded.ids()).noneMatch(found -> found == id)) {
      throw BagelException.user(
          ("%s gives special token \"%s\" the id %d, but its vocabulary leads to %d;"
                  + " fetch the model's folder again")
              .formatted(facts.where(), name, id, encoded.size() == 0 ? -1 : encoded.id(0)));
    }
  }

  /// The text's tokens, all of them text, without BOS and EOS.
  public Encoded encode(String text) {
    return encode(new Prompt(text, List.of()));
  }

  /// The tokens of a text with markers, without any other BOS and EOS.
  ///
  /// @throws BagelException USER where a marker is no special token of this tokenizer
  public Encoded encode(Prompt text) {
    MarkedText marked = marked(text);
    return marked.encoded(library.encode(marked.written()));
  }

  private MarkedText marked(Prompt text) {
    return new MarkedText(text, facts.specials(), secrets, facts.where());
  }

  /// The tokens of a prompt as a model reads it: with BOS in front where the tokenizer adds it,
  /// unless the prompt begins with its marker.
  public Encoded encodeInput(Prompt prompt) {
    Encoded encoded = encode(prompt);
    SpecialToken bos = facts.bos();
    return bos == null || !facts.addsBos() || beginsWithBos(prompt)
        ? encoded
        : encoded.after(bos.id());
  }

  /// Whether BOS is the first token that [#encodeInput] gives.
  boolean startsWithBos(Prompt prompt) {
    return facts.addsBos() || beginsWithBos(prompt);
  }

  private boolean beginsWithBos(Prompt prompt) {
    SpecialToken bos = facts.bos();
    return bos != null
        && !prompt.markers().isEmpty()
        && prompt.markers().getFirst().equals(new Span(0, bos.text().length()))
        && prompt.text().startsWith(bos.text());
  }

  /// Each text's tokens, as [#encode] gives them, in the texts' order; on all processors.
  public List<Encoded> encodeAll(List<String> texts) {
    List<Encoded> all = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += BATCH) {
      List<MarkedText> batch =
          texts.subList(from, Math.min(from + BATCH, texts.size())).stream()
              .map(text -> marked(new Prompt(text, List.of())))
              .toList();
      var encodings = library.encodeAll(batch.stream().map(MarkedText::written).toList());
      for (int i = 0; i < batch.size(); i++) {
        all.add(batch.get(i).encoded(encodings.get(i)));
      }
    }
    return all;
  }

  /// How many tokens the text has, without BOS and EOS.
  public int count(String text) {
    return encode(text).size();
  }

  /// The text of tokens, with special tokens by their names.
  ///
  /// @throws BagelException USER where an id is not of the vocabulary
  public String decode(int... ids) {
    return secrets.reveal(library.decode(checked(ids), true));
  }

  /// The text of tokens, without special tokens.
  ///
  /// @throws BagelException USER where an id is not of the vocabulary
  public String decodeText(int... ids) {
    return library.decode(checked(ids), false);
  }

  private long[] checked(int[] ids) {
    for (int id : ids) {
      if (id < 0 || id >= facts.vocabularySize()) {
        throw BagelException.user(
            ("there is no token %d in the vocabulary of %s, which has %d;"
                    + " decode with the tokenizer that made the tokens")
                .formatted(id, facts.where(), facts.vocabularySize()));
      }
    }
    return IntStream.of(ids).asLongStream().toArray();
  }

  /// A text whose writer means the special tokens that it spells, such as what a chat template
  /// wrote, except in the parts that are somebody's text.
  ///
  /// @param plain the parts that stay text, in order, none overlapping another
  public Prompt withMarkers(String text, List<Span> plain) {
    return facts.specials().find(text, plain);
  }

  Specials names() {
    return facts.specials();
  }

  /// The begin of a sequence, where the tokenizer names one.
  public Optional<SpecialToken> bos() {
    return Optional.ofNullable(facts.bos());
  }

  /// The end of a sequence, where the tokenizer names one.
  public Optional<SpecialToken> eos() {
    return Optional.ofNullable(facts.eos());
  }

  /// Whether [#encodeInput] puts BOS in front.
  public boolean addsBos() {
    return facts.addsBos();
  }

  /// The id of a special token, by its name.
  public OptionalInt special(String name) {
    return facts.specials().id(name);
  }

  /// The ids of all special tokens, by name.
  public Map<String, Integer> specials() {
    return facts.specials().ids();
  }

  /// One more than the largest id.
  public int vocabularySize() {
    return facts.vocabularySize();
  }

  @Override
  public void close() {
    library.close();
  }
}
