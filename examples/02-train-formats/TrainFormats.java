import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptRenderer;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Rendered;
import dev.bagel.chat.Style;

/// One conversation in each of the four formats that models are trained on.
void main() {
  List<Message> messages =
      List.of(
          Message.user("Which apples grow on Brindle Island?"),
          Message.assistant("Russets, and a green one without a name."),
          Message.user("Which of them keeps longer?"),
          Message.assistant("The russet: until March, in straw."));

  PromptStyle style = PromptStyle.of(Style.LATER);
  for (PromptFormat format : PromptFormat.values()) {
    PromptRenderer renderer = new PromptRenderer(format, style);
    Rendered row = renderer.render(format.withDefaultSystem(messages));
    IO.println("=== " + format.label() + ", what the model reads");
    IO.println(row.input());
    IO.println("=== " + format.label() + ", what it learns to write");
    IO.println(row.output());
    IO.println();
  }
}
