package dev.bagel.prompting.context;

import dev.bagel.prompting.context.Citation.Altered;
import dev.bagel.prompting.context.Citation.Difference;
import dev.bagel.prompting.context.Citation.Given;
import dev.bagel.prompting.context.Citation.Invented;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The metadata of all blocks of a prompt, to look up what an answer quotes.
final class GivenMetadata {
  private final List<Block> blocks;
  private final Set<String> keys = new HashSet<>();

  /// The numbers of the blocks that have a field, rising; under an empty key all with the value.
  private final Map<Field, List<Integer>> owners = new HashMap<>();

  GivenMetadata(List<Block> blocks) {
    this.blocks = List.copyOf(blocks);
    for (int i = 0; i < blocks.size(); i++) {
      for (Field field : blocks.get(i).metadata()) {
        String key = Spelling.key(field.key());
        String value = Spelling.value(field.value());
        keys.add(key);
        own(new Field(key, value), i);
        own(new Field("", value), i);
      }
    }
    keys.remove("");
  }

  private void own(Field field, int block) {
    List<Integer> known = owners.computeIfAbsent(field, _ -> new ArrayList<>());
    if (known.isEmpty() || known.getLast() != block) {
      known.add(block);
    }
  }

  /// Whether a block has this key; it is spelled as [Spelling#key] does.
  boolean hasKey(String key) {
    return keys.contains(key);
  }

  boolean hasKeysWithColon() {
    return keys.stream().anyMatch(key -> key.contains(":"));
  }

  /// The length of the longest metadata of a block, on one line.
  int longestMetadata() {
    return blocks.stream()
        .mapToInt(block -> block.metadata().stream().mapToInt(it -> it.toString().length()).sum())
        .max()
        .orElse(0);
  }

  /// The numbers of the blocks that have what is quoted.
  List<Integer> owners(Field quoted) {
    String key = Spelling.key(quoted.key());
    for (String value : Spelling.values(quoted.value())) {
      List<Integer> found = owners.get(new Field(key, value));
      if (found != null) {
        return found;
      }
    }
    return List.of();
  }

  Citation resolve(List<Field> quoted) {
    Map<Integer, Integer> fitting = new TreeMap<>();
    for (Field field : quoted) {
      owners(field).forEach(block -> fitting.merge(block, 1, Integer::sum));
    }
    int most = fitting.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (most == 0) {
      return new Invented(quoted);
    }
    List<Integer> best =
        fitting.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .map(Map.Entry::getKey)
            .toList();
    return most == quoted.size()
        ? new Given(quoted, best.stream().map(blocks::get).toList())
        : new Altered(quoted, blocks.get(best.getFirst()), differences(quoted, best.getFirst()));
  }

  private List<Difference> differences(List<Field> quoted, Integer block) {
    Map<String, String> values = new HashMap<>();
    blocks
        .get(block)
        .metadata()
        .forEach(it -> values.putIfAbsent(Spelling.key(it.key()), it.value()));
    return quoted.stream()
        .filter(field -> !owners(field).contains(block))
        .map(field -> new Difference(field, values.get(Spelling.key(field.key()))))
        .toList();
  }
}
