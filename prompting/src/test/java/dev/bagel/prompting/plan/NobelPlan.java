package dev.bagel.prompting.plan;

/// A plan of the shape that the model card shows: who won a prize, found by a search, pages and the
/// model's knowledge.
final class NobelPlan {
  private NobelPlan() {}

  static final String QUESTION =
      "Who won the Nobel Prize in Literature 2020, and what are two of the winner's books?";

  static final String TEXT =
      """
      Plan: Search the web for the winner.
      :evidence0: = DuckDuckGo[Nobel Prize in Literature 2020 winner]
      Plan: Take the links from the results.
      :evidence1: = HyperlinkExtractor[:evidence0:]
      Plan: Read the pages.
      :evidence2: = TextScraper[:evidence1:]
      Plan: Find the winner's name in the pages.
      :evidence3: = KnowledgeModel[Who won the Nobel Prize in Literature 2020, given :evidence2:?]
      Plan: Search for the winner's books.
      :evidence4: = DuckDuckGo[books by :evidence3:]
      Plan: Answer from all that was found.
      :evidence5: = KnowledgeModel[Name two books by :evidence3:, given :evidence4:.]
      Answer: :evidence5:
      """;
}
