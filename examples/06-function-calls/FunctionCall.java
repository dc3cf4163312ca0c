import dev.bagel.prompting.functions.CallResult;
import dev.bagel.prompting.functions.CallableFunction;
import dev.bagel.prompting.functions.Dispatcher;
import dev.bagel.prompting.functions.FunctionCalls;
import dev.bagel.prompting.functions.Round;
import dev.bagel.prompting.functions.ValidCall;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ScriptedModel;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;

/// What a model may call: methods with `@Tool`. The names in `@P` can go where the compiler keeps
/// those of parameters (`-parameters`); Java's source launcher does not.
static class Harbour {
  enum Ferry {
    MORNING,
    NOON,
    EVENING
  }

  @Tool("Books places on the ferry to Brindle Island.")
  String book(
      @P(name = "ferry", value = "Which one.") Ferry ferry,
      @P(name = "people", value = "How many come along.") int people,
      @P(name = "bicycles", value = "How many they bring.", required = false)
          Optional<Integer> bicycles) {
    return "people: %d, bicycles: %d, on the %s ferry"
        .formatted(people, bicycles.orElse(0), ferry.name().toLowerCase(Locale.ROOT));
  }

  @Tool("Tells the height of the water at a time of today.")
  double water(@P(name = "hour", value = "From 0 to 23.") int hour) {
    return 1.5 + Math.round(10 * Math.sin(hour * Math.PI / 6)) / 10.0;
  }
}

/// From what somebody says to a call that runs; what the model gets wrong, it is told and repairs.
void main() {
  // A stand-in whose first answer is not quite right. With a real model:
  // OpenAiChatModel.builder().apiKey("your key").modelName("gpt-4o-mini").build()
  // OllamaChatModel.builder().baseUrl("http://localhost:11434").modelName("llama3.2").build()
  ChatModel model =
      ScriptedModel.of(
          "Sure! {'function': 'book', 'params': {'ferry': 'NIGHT', 'people': 'two', 'bikes': 1}}",
          """
          {"function": "book", "params": {"ferry": "EVENING", "people": 2, "bicycles": 1}}\
          """);

  Dispatcher code = Dispatcher.of(CallableFunction.ofMethods(new Harbour()));
  FunctionCalls calls = FunctionCalls.of(LanguageModel.of(model), code);
  String input = "Two of us and a bicycle, back in the evening, please.";
  IO.println(calls.prompt(input));
  IO.println();

  CallResult result = calls.ask(input);
  for (Round round : result.rounds()) {
    switch (round) {
      case Round.Answered(_, String answer, List<String> messages) -> {
        IO.println("Answer: " + answer);
        messages.forEach(message -> IO.println("   but: " + message));
      }
      case Round.Unanswered(_, _, String message) -> IO.println("No answer: " + message);
    }
  }
  switch (result) {
    case CallResult.Called(ValidCall call, _) -> {
      IO.println("Call:   " + call.toJson());
      IO.println("Result: " + code.run(call).message());
    }
    case CallResult.NotCalled(String message, _) -> IO.println("No call: " + message);
  }
}
