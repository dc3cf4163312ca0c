import dev.bagel.prompting.context.Budget;
import dev.bagel.prompting.context.ContextPrompt;
import dev.bagel.prompting.context.PromptReading;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ScriptedModel;
import dev.bagel.prompting.summary.Summaries;
import dev.bagel.prompting.summary.SummaryResult;
import dev.bagel.prompting.summary.SummaryRound;
import dev.langchain4j.model.chat.ChatModel;

/// A text that is longer than what the model can read at once: parts are summarised, several at a
/// time, and then their summaries.
void main() throws IOException {
  // A stand-in that takes the first sentence of each paragraph. With a real model:
  // OpenAiChatModel.builder().apiKey("your key").modelName("gpt-4o-mini").build()
  // OllamaChatModel.builder().baseUrl("http://localhost:11434").modelName("llama3.2").build()
  ChatModel model = ScriptedModel.of(prompt -> firstSentences(prompt));

  // What one prompt may hold, here in characters; by tokens: new Budget(counter, 4096)
  Budget budget = Budget.characters(1000);
  Summaries summaries = Summaries.of(LanguageModel.of(model), budget, 60);

  SummaryResult result = summaries.summarise(Files.readString(Path.of("logbook.txt")));
  for (SummaryRound round : result.rounds()) {
    IO.println("Round of %d, failed: %d".formatted(round.parts(), round.failures().size()));
  }
  IO.println();
  IO.println(
      switch (result) {
        case SummaryResult.Summary summary -> summary.text();
        case SummaryResult.NoSummary(_, String message, _) -> "No summary: " + message;
      });
}

String firstSentences(String prompt) {
  ContextPrompt asked = ((PromptReading.Read) ContextPrompt.read(prompt)).prompt();
  return asked.blocks().stream()
      .flatMap(block -> Stream.of(block.text().split("\n\n")))
      .map(paragraph -> paragraph.substring(0, paragraph.indexOf('.') + 1))
      .collect(Collectors.joining("\n\n"));
}
