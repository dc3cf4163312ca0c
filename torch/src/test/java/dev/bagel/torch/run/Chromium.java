package dev.bagel.torch.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tab of a real browser, driven by the protocol of its developer tools.
final class Chromium implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SECONDS = 30;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private int calls;

  /// The browser of this machine, if it has one.
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// @param profile a folder of its own
  Chromium(Path browser, Path profile) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                browser.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    URI tab = URI.create("http://" + address(process.inputReader()) + "/json/new?about:blank");
    HttpRequest open = HttpRequest.newBuilder(tab).PUT(HttpRequest.BodyPublishers.noBody()).build();
    JsonNode target = JSON.readTree(client.send(open, BodyHandlers.ofString()).body());
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(target.path("webSocketDebuggerUrl").stringValue()), new Listener())
            .join();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  /// Opens a page and waits until it has loaded.
  void open(URI page) throws InterruptedException {
    requests.clear();
    call("Page.navigate", Map.of("url", page.toString()));
    until("location.href === " + JSON.writeValueAsString(page.toString()));
    until("document.readyState === 'complete'");
  }

  /// As on a screen of this size.
  void size(int width, int height) throws InterruptedException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /// What a script gives: a number, a text, a truth.
  JsonNode value(String script) throws InterruptedException {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(script + ": " + answer);
    }
    return answer.path("result").path("value");
  }

  String text(String selector) throws InterruptedException {
    return value("document.querySelector('%s').textContent".formatted(selector)).stringValue();
  }

  /// Waits in the browser until something holds.
  void until(String condition) throws InterruptedException {
    boolean holds =
        value(
                """
                new Promise(done => {
                  const end = Date.now() + 20000;
                  const look = () =>
                      (%s) ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 20);
                  look();
                })
                """
                    .formatted(condition))
            .booleanValue();
    if (!holds) {
      throw new AssertionError("not so within 20 seconds: " + condition);
    }
  }

  /// `mouseMoved`, `mousePressed` or `mouseReleased`, at a place of the window.
  void mouse(String type, double x, double y) throws InterruptedException {
    boolean button = !type.equals("mouseMoved");
    call(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            x,
            "y",
            y,
            "button",
            button ? "left" : "none",
            "clickCount",
            button ? 1 : 0));
  }

  /// What has been asked of any place since the page was opened.
  List<String> requests() {
    return List.copyOf(requests);
  }

  /// What scripts have thrown, and what the browser has refused.
  List<String> errors() {
    return List.copyOf(errors);
  }

  /// Asks it to end by itself, so that it leaves nothing behind.
  ///
  /// The client is cut off and not closed: closing waits for a socket whose other end is gone.
  @Override
  public void close() throws IOException {
    try {
      String end = JSON.writeValueAsString(Map.of("id", ++calls, "method", "Browser.close"));
      socket.sendText(end, true).join();
      process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    } finally {
      process.destroyForcibly();
      client.shutdownNow();
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
    int id = ++calls;
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(message, true).join();
    while (true) {
      JsonNode next = messages.poll(SECONDS, TimeUnit.SECONDS);
      if (next == null || next.has("error")) {
        throw new AssertionError(method + ": " + next);
      }
      if (next.path("id").asInt(0) == id) {
        return next.path("result");
      }
      note(next);
    }
  }

  private void note(JsonNode event) {
    JsonNode facts = event.path("params");
    switch (event.path("method").asString("")) {
      case "Network.requestWillBeSent" ->
          requests.add(facts.path("request").path("url").stringValue());
      case "Runtime.exceptionThrown" -> errors.add(facts.toString());
      case "Log.entryAdded" -> errors.add(facts.path("entry").path("text").stringValue());
      default -> {
        // Nothing that a test asks about.
      }
    }
  }

  /// Reads on, so that the browser never waits for somebody to read.
  private static String address(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("DevTools listening on ws://")) {
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
        return URI.create(line.substring("DevTools listening on ".length())).getAuthority();
      }
    }
    throw new IOException("the browser ended without an address");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        messages.add(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
