package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.YamlBlock;
import dev.bagel.prompting.model.ScriptedModel;
import dev.langchain4j.model.chat.ChatModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file that tells a stand-in for a language model what to answer: YAML, with a list `answers` of
/// `when` (a text or a list of them; none for any prompt) and `answer`. The first entry answers all
/// of whose texts stand in the prompt.
record ModelScript(Path file, List<Entry> entries) {
  private static final int SHOWN = 60;

  record Entry(List<String> when, String answer) {
    private boolean answers(String prompt) {
      return when.stream().allMatch(prompt::contains);
    }
  }

  ModelScript {
    entries = List.copyOf(entries);
  }

  /// @throws BagelException USER where the file is no such script, naming the line
  static ModelScript read(Path file) {
    YamlBlock script = YamlBlock.parse(file.toString(), TextInput.of(file));
    List<Entry> entries = new ArrayList<>();
    for (YamlBlock entry : script.blocks("answers")) {
      entries.add(new Entry(entry.texts("when"), entry.requiredText("answer")));
      entry.finish();
    }
    script.finish();
    if (entries.isEmpty()) {
      throw script.complaint("'answers' is missing: a list of 'when' and 'answer'");
    }
    return new ModelScript(file, entries);
  }

  ChatModel model() {
    return ScriptedModel.of(this::answer);
  }

  private String answer(String prompt) {
    return entries.stream()
        .filter(entry -> entry.answers(prompt))
        .map(Entry::answer)
        .findFirst()
        .orElseThrow(
            () ->
                BagelException.resources(
                    "%s has no answer for a prompt that begins with '%s': add one, or one without"
                            .formatted(file, VisibleText.line(start(prompt)))
                        + " 'when'"));
  }

  private static String start(String prompt) {
    return prompt.length() <= SHOWN ? prompt : prompt.substring(0, SHOWN) + "…";
  }
}
