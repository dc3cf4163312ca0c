import dev.bagel.prompting.context.ContextAnswer;
import dev.bagel.prompting.context.ContextContentInjector;
import dev.bagel.prompting.model.ScriptedModel;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;

/// LangChain4j's retrieval pipeline, with prompts whose answers can be held against the sources.
void main() throws IOException {
  // A stand-in. With a real model:
  // OpenAiChatModel.builder().apiKey("your key").modelName("gpt-4o-mini").build()
  // OllamaChatModel.builder().baseUrl("http://localhost:11434").modelName("llama3.2").build()
  ChatModel model =
      ScriptedModel.of(
          "In the post office.\nSource:\nfile: handbook.txt\nsection: Weather station");

  // Any retriever will do; this one takes the two sections with the most words of the question.
  List<TextSegment> sections = sections(Path.of("handbook.txt"));
  ContentRetriever retriever =
      query ->
          sections.stream()
              .sorted(Comparator.comparingLong(section -> -sharedWords(section, query.text())))
              .limit(2)
              .map(Content::from)
              .toList();

  // The one line that brings the format into a pipeline is that of the content injector.
  ContextContentInjector injector = ContextContentInjector.of();
  RetrievalAugmentor augmentor =
      DefaultRetrievalAugmentor.builder()
          .contentRetriever(retriever)
          .contentInjector(injector)
          .build();

  // What LangChain4j's AI services do with an augmentor:
  UserMessage question =
      UserMessage.from("Where is the barometer of the weather station? Name the source.");
  AugmentationResult augmented =
      augmentor.augment(
          new AugmentationRequest(
              question, dev.langchain4j.rag.query.Metadata.from(question, null, List.of())));
  ChatMessage prompt = augmented.chatMessage();
  String answer = model.chat(prompt).aiMessage().text();

  IO.println(((UserMessage) prompt).singleText());
  IO.println();
  ContextAnswer read = ContextAnswer.read(answer, injector.blocks(augmented.contents()));
  IO.println("Answer:  " + read.text());
  IO.println("Support: " + read.support());
  read.sources().forEach(block -> IO.println("Source:  " + block.metadata()));
}

List<TextSegment> sections(Path file) throws IOException {
  List<TextSegment> sections = new ArrayList<>();
  for (String text : Files.readString(file).strip().split("\n\n")) {
    String title = text.substring(0, text.indexOf('.'));
    Metadata metadata =
        Metadata.from(Map.of("file", file.getFileName().toString(), "section", title));
    sections.add(TextSegment.from(text, metadata));
  }
  return sections;
}

long sharedWords(TextSegment section, String question) {
  Set<String> words = words(question);
  return words(section.text()).stream().filter(words::contains).count();
}

Set<String> words(String text) {
  return new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("\\W+")));
}
