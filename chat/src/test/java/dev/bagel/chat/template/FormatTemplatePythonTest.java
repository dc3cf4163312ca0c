package dev.bagel.chat.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The formats' templates in Python's Jinja2, where there is one.
class FormatTemplatePythonTest {
  private static final Path SCRIPT =
      Path.of("src", "test", "resources", "dev", "bagel", "chat", "template", "render.py");

  @TempDir private Path temp;

  @Test
  void python_gives_the_same_text_and_the_same_spans() throws Exception {
    assumeTrue(hasJinja(), "there is no python3 with jinja2");
    List<FormatTemplate> variants = FormatConversations.variants();
    List<List<Message>> conversations =
        FormatConversations.conversations().sampleStream().limit(60).toList();
    List<Map<String, Object>> cases = new ArrayList<>();
    List<Map<String, Object>> expected = new ArrayList<>();
    for (FormatTemplate variant : variants) {
      ChatTemplate template = variant.template();
      for (List<Message> messages : conversations) {
        cases.add(request(variant, messages));
        expected.add(ours(template, messages));
        cases.add(request(variant, messages.subList(1, messages.size())));
        expected.add(ours(template, messages.subList(1, messages.size())));
      }
    }
    JsonNode theirs = python(cases);
    for (int i = 0; i < cases.size(); i++) {
      assertThat(theirs.get(i)).as("%s", cases.get(i)).isEqualTo(json(expected.get(i)));
    }
  }

  private static Map<String, Object> request(FormatTemplate variant, List<Message> messages) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("template", variant.source());
    request.put("messages", messages.stream().map(FormatTemplatePythonTest::map).toList());
    request.put("bos_token", variant.style().bos());
    request.put("eos_token", variant.style().eos());
    return request;
  }

  private static Map<String, Object> map(Message message) {
    return Map.of(
        "role", message.role().name().toLowerCase(Locale.ROOT), "content", message.text());
  }

  /// The rendering as Python states it, or the message that the template raises.
  private static Map<String, Object> ours(ChatTemplate template, List<Message> messages) {
    Rendering rendering;
    try {
      rendering = template.renderWithSpans(messages, null, TemplateOptions.DEFAULTS);
    } catch (BagelException e) {
      String message = e.getMessage();
      return Map.of(
          "error",
          message.substring(
              message.indexOf(": ", message.indexOf(", line")) + 2, message.lastIndexOf(" | ")));
    }
    String text = rendering.text();
    List<List<Integer>> spans =
        rendering.spans().stream()
            .map(
                span ->
                    List.of(
                        text.codePointCount(0, span.start()), text.codePointCount(0, span.end())))
            .toList();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("text", text);
    result.put("spans", spans);
    return result;
  }

  private static JsonNode json(Object value) {
    return JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(value));
  }

  private static boolean hasJinja() throws InterruptedException {
    try {
      Process python =
          new ProcessBuilder("python3", "-c", "import jinja2").redirectErrorStream(true).start();
      return python.waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private JsonNode python(List<Map<String, Object>> cases) throws Exception {
    Path answers = temp.resolve("answers.json");
    Process python =
        new ProcessBuilder("python3", SCRIPT.toString())
            .redirectOutput(answers.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream in = python.getOutputStream()) {
      in.write(JsonMapper.shared().writeValueAsString(cases).getBytes(UTF_8));
    }
    assertThat(python.waitFor()).as("exit code of python3").isZero();
    return JsonMapper.shared().readTree(Files.readString(answers));
  }
}
