package dev.bagel.dataset.tokenizer;

import dev.bagel.BagelException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Puts gaps into the special tokens that values spell, however deep, so that they spell them no
/// more.
final class Gaps {
  // Symbols that Python prints as they stand, no letters and no spaces: hexagrams. Then, for texts
  // that hold all of those, the private use area.
  private static final char[][] RANGES = {{'\u4DC0', '\u4DFF'}, {'\uE000', '\uF8FF'}};

  private final Specials names;
  private final Set<String> spelt = new TreeSet<>();
  private final BitSet used = new BitSet();

  Gaps(Specials names) {
    this.names = names;
  }

  /// Notes what a value of a template's spells.
  void read(Object value) {
    switch (value) {
      case String text -> read(text);
      case Map<?, ?> map ->
          map.forEach(
              (key, item) -> {
                read(key);
                read(item);
              });
      case List<?> list -> list.forEach(this::read);
      default -> {}
    }
  }

  private void read(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= RANGES[0][0] && c <= RANGES[1][1]) {
        used.set(c);
      }
    }
    names.find(text, List.of()).markers().stream()
        .map(marker -> text.substring(marker.start(), marker.end()))
        .forEach(spelt::add);
  }

  /// The names of the special tokens that were found.
  Set<String> spelt() {
    return spelt;
  }

  /// A character that neither the text nor any value read holds.
  char unused(String text) {
    for (char[] range : RANGES) {
      for (char c = range[0]; c <= range[1]; c++) {
        if (!used.get(c) && text.indexOf(c) < 0) {
          return c;
        }
      }
    }
    throw BagelException.user(
        "a conversation that spells special tokens (%s) holds every character for private use too;"
                .formatted(String.join(", ", spelt))
            + " take one or the other out");
  }

  /// The value with gaps.
  Object broken(Object value, char gap) {
    return switch (value) {
      case String text -> broken(text, gap);
      case Map<?, ?> map -> {
        Map<Object, Object> broken = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, item) -> broken.put(broken(key, gap), broken(item, gap)));
        yield broken;
      }
      case List<?> list -> {
        List<Object> broken = new ArrayList<>(list.size());
        list.forEach(item -> broken.add(broken(item, gap)));
        yield broken;
      }
      default -> value;
    };
  }

  private String broken(String text, char gap) {
    BitSet places = names.gaps(text);
    if (places.isEmpty()) {
      return text;
    }
    StringBuilder broken = new StringBuilder(text.length() + places.cardinality());
    int from = 0;
    for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
      broken.append(text, from, at).append(gap);
      from = at;
    }
    return broken.append(text, from, text.length()).toString();
  }
}
