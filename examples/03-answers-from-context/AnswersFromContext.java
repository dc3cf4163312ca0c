import dev.bagel.prompting.context.Block;
import dev.bagel.prompting.context.Citation;
import dev.bagel.prompting.context.ContextAnswer;
import dev.bagel.prompting.context.ContextQuestions;
import dev.bagel.prompting.context.ContextResult;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ScriptedModel;
import dev.langchain4j.model.chat.ChatModel;

/// Questions that a model answers from notes, and whether the notes that it names are there.
void main() throws IOException {
  // A stand-in that gives these answers by turns: the second names a note that is not there. With
  // a real model:
  // OpenAiChatModel.builder().apiKey("your key").modelName("gpt-4o-mini").build()
  // OllamaChatModel.builder().baseUrl("http://localhost:11434").modelName("llama3.2").build()
  ChatModel model =
      ScriptedModel.of(
          "The last ferry back leaves at 18:00.\nSource:\nfile: ferry.txt",
          "Dogs are welcome on the beach.\nSource:\nfile: beach-rules.txt");

  List<Block> notes = new ArrayList<>();
  for (String file : List.of("ferry.txt", "lighthouse.txt", "orchard.txt")) {
    String text = Files.readString(Path.of("notes", file)).strip();
    notes.add(Block.of(text).with("file", file));
  }

  ContextQuestions questions = ContextQuestions.of(LanguageModel.of(model));
  show("When does the last ferry leave on Sundays?", questions, notes);
  show("May dogs come along?", questions, notes);
}

void show(String question, ContextQuestions questions, List<Block> notes) {
  IO.println("Question: " + question);
  switch (questions.ask(notes, question)) {
    case ContextResult.Answered(ContextAnswer answer, _) -> {
      IO.println("Answer:   " + answer.text());
      answer.citations().forEach(citation -> IO.println("Source:   " + describe(citation)));
      IO.println(answer.supported() ? "It rests on a note." : "It rests on no note!");
    }
    case ContextResult.NotAsked _ -> IO.println("There is no note to answer from.");
    case ContextResult.NoAnswer(_, String message, _) -> IO.println("No answer: " + message);
  }
  IO.println();
}

String describe(Citation citation) {
  return switch (citation) {
    case Citation.Given given -> "a note that is there: " + given.blocks().getFirst().text();
    case Citation.Altered altered -> "a note that is there, misquoted: " + altered.differences();
    case Citation.Invented invented -> "invented: " + invented.quoted();
  };
}
