import dev.bagel.chat.Message;
import dev.bagel.chat.Span;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.Rendering;
import dev.bagel.chat.template.TemplateOptions;

/// A conversation as a chat template writes it, and which part of it the assistant wrote.
void main() {
  // The path may also be a model's folder: ChatTemplate.of(Path.of("models/my-model"))
  ChatTemplate template = ChatTemplate.of(Path.of("template.jinja"));

  List<Message> messages =
      List.of(
          Message.system("You answer visitors of Brindle Island."),
          Message.user("When does the last ferry leave?"),
          Message.assistant("At half past seven in the evening."),
          Message.user("And on Sundays?"),
          Message.assistant("At six."));

  Rendering rendering = template.renderWithSpans(messages, null, TemplateOptions.DEFAULTS);
  IO.println(rendering.text());

  IO.println("The assistant wrote:");
  for (Span span : rendering.spans()) {
    IO.println(span + " " + rendering.text().substring(span.start(), span.end()));
  }
}
