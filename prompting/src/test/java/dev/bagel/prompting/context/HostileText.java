package dev.bagel.prompting.context;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Texts made of what could break a prompt or an answer.
final class HostileText {
  static final String[] PIECES = {
    "BEGININPUT",
    "ENDINPUT",
    "BEGINCONTEXT",
    "ENDCONTEXT",
    "BEGININSTRUCTION",
    "ENDINSTRUCTION",
    "endInput",
    "BEGIN",
    "END",
    "INPUT",
    "CONTEXT",
    "INSTRUCTION",
    "\\",
    "\\\\",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
    "\u2029",
    "\u0085",
    "\u000B",
    "\f",
    "\u200B",
    "\uFEFF",
    "\u00AD",
    "\u0301",
    "\0",
    "\t",
    " ",
    "\u00A0",
    "\u3000",
    ":",
    ": ",
    ":\n",
    "\"",
    "\\n",
    "\\u000a",
    "'",
    "*",
    "- ",
    "`",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    "key",
    "url",
    "date",
    "Source:",
    "Sources:",
    "\nSources:\n",
    "https://a.b/c",
    "\uD83D\uDE00",
    "\uD83D",
    "none",
    "does not say",
    "ı",
    "İ",
    "word ",
    "1. "
  };

  private HostileText() {}

  static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.of(PIECES)), Tuple.of(1, Arbitraries.strings().ofMaxLength(5)))
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  static Arbitrary<List<Block>> blocks() {
    Arbitrary<Field> fields = Combinators.combine(texts(), texts()).as(Field::new);
    return Combinators.combine(fields.list().ofMaxSize(4), texts())
        .as(Block::new)
        .list()
        .ofMaxSize(4);
  }
}
