package dev.bagel.dataset.tokenizer;

import dev.bagel.chat.Prompt;
import dev.bagel.chat.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A tokenizer's special tokens by name, and where a text spells them.
final class Specials {
  private final Map<String, Integer> ids;
  private final Map<Character, List<String>> byFirstLetter = new HashMap<>();

  Specials(Map<String, Integer> ids) {
    this.ids = Map.copyOf(ids);
    ids.keySet().stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(
            name ->
                byFirstLetter.computeIfAbsent(name.charAt(0), _ -> new ArrayList<>()).add(name));
  }

  Map<String, Integer> ids() {
    return ids;
  }

  OptionalInt id(String name) {
    Integer id = ids.get(name);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /// Every special token that the text spells outside of the plain spans; the longest where several
  /// begin at one place.
  Prompt find(String text, List<Span> plain) {
    List<Span> found = new ArrayList<>();
    int next = 0;
    int at = 0;
    while (at < text.length()) {
      while (next < plain.size() && plain.get(next).end() <= at) {
        next++;
      }
      int bound = next < plain.size() ? plain.get(next).start() : text.length();
      if (at >= bound) {
        at = plain.get(next).end();
        continue;
      }
      int end = end(text, at, bound);
      if (end > at) {
        found.add(new Span(at, end));
      }
      at = Math.max(end, at + 1);
    }
    return new Prompt(text, found);
  }

  /// Every special token that the text spells without a gap in it.
  ///
  /// @param gaps as [#gaps] gives them, wherever those texts ended up
  Prompt findWhole(String text, BitSet gaps) {
    List<Span> found = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      for (String name : byFirstLetter.getOrDefault(text.charAt(at), List.of())) {
        int gap = gaps.nextSetBit(at + firstGap(name));
        if (text.startsWith(name, at) && (gap < 0 || gap >= at + name.length())) {
          end = at + name.length();
          break;
        }
      }
      if (end > at) {
        found.add(new Span(at, end));
      }
      at = Math.max(end, at + 1);
    }
    return new Prompt(text, found);
  }

  /// Before which letters of a text there must be a gap, so that it spells no special token.
  BitSet gaps(String text) {
    BitSet gaps = new BitSet();
    for (int at = 0; at < text.length(); at++) {
      for (String name : byFirstLetter.getOrDefault(text.charAt(at), List.of())) {
        if (text.startsWith(name, at)) {
          gaps.set(at + firstGap(name));
        }
      }
    }
    return gaps;
  }

  /// A gap stands within a name. One letter has no room within.
  private static int firstGap(String name) {
    return name.length() == 1 ? 0 : 1;
  }

  /// Whether the text spells a special token there.
  boolean startsAt(String text, int at) {
    return at < text.length() && end(text, at, text.length()) > at;
  }

  private int end(String text, int at, int bound) {
    for (String name : byFirstLetter.getOrDefault(text.charAt(at), List.of())) {
      if (at + name.length() <= bound && text.startsWith(name, at)) {
        return at + name.length();
      }
    }
    return at;
  }
}
