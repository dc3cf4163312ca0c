import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ScriptedModel;
import dev.bagel.prompting.plan.PlanRunner;
import dev.bagel.prompting.plan.PlanTrace;
import dev.bagel.prompting.plan.StepTrace;
import dev.bagel.prompting.plan.Toolbox;
import dev.bagel.prompting.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;

/// A plan that a model makes first and that runs then, with Java functions as its tools. Steps that
/// do not need each other run at the same time.
void main() throws IOException {
  // A stand-in that gives the plan first, and at the end an answer from the evidence. With a real
  // model:
  // OpenAiChatModel.builder().apiKey("your key").modelName("gpt-4o-mini").build()
  // OllamaChatModel.builder().baseUrl("http://localhost:11434").modelName("llama3.2").build()
  ChatModel model =
      ScriptedModel.of(
          Files.readString(Path.of("plan.txt")), "Yes: there are 26 of them, and 40 places.");

  Toolbox tools =
      Toolbox.of(
          Tool.of("Almanac", "looks a number of Brindle Island up by its name", this::lookUp),
          Tool.of("Sum", "adds numbers with blanks between them", input -> sum(input)));

  PlanTrace trace =
      PlanRunner.of(LanguageModel.of(model), tools)
          .run("Does the whole school, with its teachers, fit on the ferry?");

  IO.println("Question: " + trace.question());
  // TraceText.of(trace) prints all of this, with the times that it took
  for (StepTrace step : trace.attempts().getLast().steps()) {
    IO.println(
        "  %d  %s[%s] -> %s (%s)"
            .formatted(step.evidence(), step.tool(), step.input(), step.output(), step.state()));
  }
  IO.println("Answer:   " + trace.outcome().text());
}

/// A line of the almanac. What a tool throws is a failed step, and the plan goes on.
String lookUp(String name) throws IOException {
  return Files.readAllLines(Path.of("almanac.txt")).stream()
      .filter(line -> line.startsWith(name + ": "))
      .map(line -> line.substring(name.length() + 2))
      .findFirst()
      .orElseThrow(() -> new NoSuchElementException("the almanac does not have " + name));
}

String sum(String numbers) {
  return String.valueOf(Stream.of(numbers.split(" ")).mapToInt(Integer::parseInt).sum());
}
