package dev.bagel.dataset.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Records that a test wrote down.
public record ListInput<T>(List<T> records) implements Input<T> {
  @Override
  public void read(Consumer<? super T> sink) {
    records.forEach(sink);
  }

  /// The records in turn on several inputs.
  public static List<ListInput<Item>> dealt(List<Item> records, int inputs) {
    List<ListInput<Item>> dealt = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      dealt.add(new ListInput<>(new ArrayList<>()));
    }
    for (int i = 0; i < records.size(); i++) {
      dealt.get(i % inputs).records().add(records.get(i));
    }
    return dealt;
  }
}
