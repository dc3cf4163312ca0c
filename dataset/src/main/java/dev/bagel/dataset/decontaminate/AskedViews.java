package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// All views of benchmark items that texts are compared with, by number. For any number of threads
/// at once.
final class AskedViews {
  private final List<View> views;
  private final AtomicReferenceArray<@Nullable Wording> wordings;

  /// @param place of the item among all items
  /// @param sense whether sentence vectors are compared: not where options are left out, as many
  ///   sources ask what "a mammal" is, and only the options tell two such questions apart
  record View(BenchmarkItem item, int place, String text, boolean sense) {}

  private AskedViews(List<View> views) {
    this.views = List.copyOf(views);
    this.wordings = new AtomicReferenceArray<>(views.size());
  }

  /// Those that show a character.
  static AskedViews of(List<BenchmarkItem> items) {
    List<View> views = new ArrayList<>();
    for (int place = 0; place < items.size(); place++) {
      BenchmarkItem item = items.get(place);
      boolean options = Views.hasOptions(item.text());
      for (String view : Views.questions(item.text())) {
        if (Words.of(view).length > 0) {
          views.add(new View(item, place, view, !options || view.equals(item.text())));
        }
      }
    }
    return new AskedViews(views);
  }

  int size() {
    return views.size();
  }

  View get(int view) {
    return views.get(view);
  }

  List<String> texts() {
    return views.stream().map(View::text).toList();
  }

  /// Made when first needed: few are.
  Wording wording(int view) {
    Wording wording = wordings.get(view);
    if (wording == null) {
      wording = Wording.of(views.get(view).text());
      wordings.set(view, wording);
    }
    return wording;
  }
}
