package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.torch.generate.CheckpointChatModel;
import dev.bagel.torch.generate.GenerationSettings;
import dev.bagel.torch.generate.TextModel;
import dev.bagel.torch.model.Precision;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A language model as the command line names it.
sealed interface ModelName {
  /// A model behind OpenAI's protocol.
  record OpenAi(URI server, String name) implements ModelName {
    private static final URI OWN = URI.create("https://api.openai.com/v1");

    @Override
    public ChatModel open(Duration time, Map<String, String> environment) {
      return OpenAiChatModel.builder()
          .baseUrl(server.toString())
          .apiKey(key(environment))
          .modelName(name)
          .timeout(time)
          .maxRetries(0)
          .build();
    }

    /// OpenAI's key is for OpenAI's eyes alone, whichever server somebody asks.
    private @Nullable String key(Map<String, String> environment) {
      String given = environment.getOrDefault("BAGEL_API_KEY", "");
      String own =
          OWN.getHost().equals(server.getHost())
              ? environment.getOrDefault("OPENAI_API_KEY", "")
              : "";
      String key = given.isBlank() ? own : given;
      return key.isBlank() ? null : key.strip();
    }
  }

  /// A model behind Ollama's protocol.
  record Ollama(URI server, String name) implements ModelName {
    private static final URI OWN = URI.create("http://localhost:11434");

    @Override
    public ChatModel open(Duration time, Map<String, String> environment) {
      return OllamaChatModel.builder()
          .baseUrl(server.toString())
          .modelName(name)
          .timeout(time)
          .maxRetries(0)
          .build();
    }
  }

  /// A stand-in that answers as a file says, see [ModelScript].
  record Script(Path file) implements ModelName {
    @Override
    public ChatModel open(Duration time, Map<String, String> environment) {
      return ModelScript.read(file).model();
    }
  }

  /// A model in a folder on this machine, which stays open as long as the program.
  record Checkpoint(Path folder) implements ModelName {
    @Override
    public ChatModel open(Duration time, Map<String, String> environment) {
      Precision precision = TextModel.storedPrecision(folder);
      return CheckpointChatModel.of(TextModel.open(folder, precision), GenerationSettings.DEFAULTS);
    }
  }

  /// A question is one request: the model's own tries would be counted by nobody, and use up the
  /// time in which the server's reason is to be told.
  ///
  /// @param time until an answer is whole
  /// @param environment where keys are found
  ChatModel open(Duration time, Map<String, String> environment);

  /// @throws BagelException USER where the text names no model
  static ModelName parse(String text) {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1);
    return switch (text.substring(0, Math.max(0, colon))) {
      case "openai" -> new OpenAi(server(text, rest, OpenAi.OWN), name(text, rest));
      case "ollama" -> new Ollama(server(text, rest, Ollama.OWN), name(text, rest));
      case "script" -> new Script(script(text, rest));
      default -> checkpoint(text);
    };
  }

  private static Checkpoint checkpoint(String text) {
    if (text.isBlank() || !Files.isDirectory(Path.of(text))) {
      throw none(text);
    }
    return new Checkpoint(Path.of(text));
  }

  private static Path script(String text, String rest) {
    if (rest.isBlank()) {
      throw none(text);
    }
    return Path.of(rest);
  }

  private static BagelException none(String text) {
    return BagelException.user(
        "'%s' names no model: write a model's folder, openai:URL#NAME, ollama:URL#NAME or script:FILE"
            .formatted(text));
  }

  private static URI server(String text, String rest, URI own) {
    int hash = rest.lastIndexOf('#');
    String url = rest.substring(0, Math.max(0, hash));
    if (url.isEmpty()) {
      return own;
    }
    try {
      URI server = URI.create(url);
      String scheme = String.valueOf(server.getScheme());
      if (server.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return server;
      }
    } catch (IllegalArgumentException e) {
      throw noAddress(text, url);
    }
    throw noAddress(text, url);
  }

  private static BagelException noAddress(String text, String url) {
    return BagelException.user(
        "'%s' in %s is no web address: write it like http://localhost:8000/v1"
            .formatted(url, text));
  }

  private static String name(String text, String rest) {
    String name = rest.substring(rest.lastIndexOf('#') + 1);
    if (name.isBlank() || !rest.contains("#")) {
      throw BagelException.user(
          "%s does not say which model of the server: put #NAME behind the address"
              .formatted(text));
    }
    return name;
  }
}
