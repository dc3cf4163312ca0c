package dev.bagel.torch.generate;

import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A folder with a model of random weights, a tokenizer and a chat template.
final class TinyText {
  static final int WINDOW = 80;

  /// Refuses a system message, as some models' do.
  private static final String TEMPLATE =
      """
      {{- bos_token }}{% for m in messages %}
      {%- if m.role == 'system' %}{{ raise_exception('no system here') }}{% endif %}
      {%- if m.role == 'user' %}u {{ m.content }}
      {%- else %}a {{ m.content }}{{ eos_token }}{% endif %}
      {%- endfor %}{% if add_generation_prompt %} a{% endif %}\
      """;

  private TinyText() {}

  static TextModel open(Path folder) throws IOException {
    write(folder, Map.of());
    return TextModel.open(folder, Precision.F32);
  }

  /// @param settings of config.json, beside the usual ones or in their place
  static TinyModel write(Path folder, Map<String, Object> settings) throws IOException {
    TinyTokenizer.write(folder);
    Files.writeString(folder.resolve("chat_template.jinja"), TEMPLATE);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("architectures", List.of("LlamaForCausalLM"));
    all.put("vocab_size", TinyTokenizer.SIZE);
    all.put("max_position_embeddings", WINDOW);
    all.putAll(settings);
    return TinyModel.of(folder, all);
  }
}
