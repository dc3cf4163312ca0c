package dev.bagel.dataset.decontaminate;

import java.util.List;

/// Finds the items that texts match by one rule. For any number of threads at once.
sealed interface ItemSearch extends AutoCloseable permits StrictSearch, RephraseSearch {
  /// What any of the texts matches: the most similar first, of equally similar items the first of
  /// those given.
  List<Match> matches(List<String> texts);

  @Override
  void close();
}
