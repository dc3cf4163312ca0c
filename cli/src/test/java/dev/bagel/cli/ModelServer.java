package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server on loopback with a model behind OpenAI's protocol (`/v1/chat/completions`) and Ollama's
/// (`/api/chat`).
final class ModelServer implements AutoCloseable {
  /// What one request held.
  record Asked(String path, String key, JsonNode body) {
    String prompt() {
      JsonNode messages = body.path("messages");
      JsonNode content = messages.path(messages.size() - 1).path("content");
      return content.isString() ? content.asString() : content.at("/0/text").asString();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final UnaryOperator<String> script;
  private volatile int status = 200;

  /// @param script from the prompt to the answer
  ModelServer(UnaryOperator<String> script) {
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Answers every request with an error from now on.
  ModelServer failing(int with) {
    status = with;
    return this;
  }

  /// As `--model` names it.
  String openAi() {
    return "openai:" + url() + "/v1#stand-in";
  }

  String ollama() {
    return "ollama:" + url() + "#stand-in";
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Asked> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    Asked question = new Asked(exchange.getRequestURI().getPath(), key, body);
    asked.add(question);
    byte[] bytes = JsonMapper.shared().writeValueAsString(answer(question)).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private Object answer(Asked question) {
    if (status != 200) {
      return Map.of("error", Map.of("message", "the stand-in says " + status));
    }
    Map<String, Object> message =
        Map.of("role", "assistant", "content", script.apply(question.prompt()));
    return switch (question.path()) {
      case "/v1/chat/completions" ->
          Map.of(
              "id", "1", "choices", List.of(Map.of("message", message, "finish_reason", "stop")));
      case "/api/chat" -> Map.of("model", "stand-in", "message", message, "done", true);
      default -> throw new IllegalStateException("asked for " + question.path());
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
