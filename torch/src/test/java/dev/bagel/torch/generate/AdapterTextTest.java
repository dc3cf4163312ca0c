package dev.bagel.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import dev.bagel.torch.lora.LoraSettings;
import dev.bagel.torch.lora.LoraWeights;
import dev.bagel.torch.model.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Text from an adapter's folder.
class AdapterTextTest {
  private static final GenerationSettings TEN = GenerationSettings.DEFAULTS.withMostTokens(10);

  @TempDir private Path folder;

  @Test
  void an_adapter_writes_with_the_tokenizer_of_its_base() throws Exception {
    Path base = Files.createDirectory(folder.resolve("base"));
    Path adapter = folder.resolve("adapter");
    TinyText.write(base, Map.of());
    save(base, adapter);
    assertThat(TextModel.storedPrecision(adapter)).isEqualTo(Precision.F32);
    try (TextModel plain = TextModel.open(base, Precision.F32);
        TextModel model = TextModel.open(adapter, Precision.F32)) {
      assertThat(model.folder()).isEqualTo(adapter);
      assertThat(model.complete("ab", TEN, _ -> {}).ids())
          .isEqualTo(plain.complete("ab", TEN, _ -> {}).ids());
      assertThat(model.answer(List.of(Message.user("x")), TEN, _ -> {}).ids())
          .isEqualTo(plain.answer(List.of(Message.user("x")), TEN, _ -> {}).ids());
    }
  }

  @Test
  void a_chat_template_beside_the_adapter_is_its_own() throws Exception {
    Path base = Files.createDirectory(folder.resolve("base"));
    Path adapter = folder.resolve("adapter");
    TinyText.write(base, Map.of());
    save(base, adapter);
    try (var files = Files.list(base)) {
      for (Path file : files.filter(one -> one.toString().contains("token")).toList()) {
        Files.copy(file, adapter.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.writeString(adapter.resolve("chat_template.jinja"), "{{ bos_token }}my own");
    try (TextModel model = TextModel.open(adapter, Precision.F32)) {
      var text = model.answer(List.of(Message.user("x")), TEN, _ -> {});
      assertThat(
              model.tokenizer().decodeText(text.promptIds().stream().mapToInt(id -> id).toArray()))
          .contains("my own");
    }
  }

  private static void save(Path base, Path adapter) {
    LoraSettings settings = new LoraSettings(2, 4, 0, List.of("all-linear"), false, false, 1);
    try (LoraWeights weights = LoraWeights.open(base, settings, Precision.F32)) {
      weights.save(adapter, Optional.empty());
    }
  }
}
