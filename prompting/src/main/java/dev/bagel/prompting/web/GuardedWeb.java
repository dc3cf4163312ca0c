package dev.bagel.prompting.web;

import dev.bagel.prompting.TimeSpan;
import dev.bagel.prompting.web.WebException.Kind;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/// Fetches pages of the public web for a tool, whose addresses a model may have made up or a page
/// may have slipped in.
///
/// Only http and https, only public addresses, checked before the lookup, after it, at each
/// redirect and at each connection; the address that was checked is the one connected to. No
/// cookies, no cache of pages, no passwords, and no proxy: those that the JVM's properties or the
/// environment name are not used, as a proxy would look names up by itself. TLS trusts what the JVM
/// trusts (`javax.net.ssl.trustStore`). docs/reference/tools.md has the rules in a table. For many
/// threads.
public final class GuardedWeb {
  private final WebSettings settings;
  private final Guard guard;
  private final Redirects redirects;
  private final Robots robots;

  private GuardedWeb(WebSettings settings, Guard guard, OkHttpClient client) {
    this.settings = settings;
    this.guard = guard;
    this.redirects =
        new Redirects(guard, new HttpGet(client, settings.userAgent()), settings.redirects());
    this.robots = new Robots(redirects, settings.product());
  }

  /// With [WebSettings#DEFAULTS].
  public static GuardedWeb open() {
    return with(WebSettings.DEFAULTS);
  }

  public static GuardedWeb with(WebSettings settings) {
    return with(settings, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /// @param wire where connections really go, for tests that have stand-ins for the public web
  /// @param client what tests change in the client, such as whom it trusts
  static GuardedWeb with(
      WebSettings settings,
      UnaryOperator<InetSocketAddress> wire,
      UnaryOperator<OkHttpClient.Builder> client) {
    Guard guard = new Guard(settings);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .dns(guard)
            .socketFactory(new GuardedSockets(guard, wire))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .fastFallback(false) // connects in the calling thread, which can be interrupted
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(settings.connect())
            .readTimeout(Duration.ZERO); // the limit on the whole interrupts it
    return new GuardedWeb(settings, guard, client.apply(builder).build());
  }

  /// This web, without asking robots.txt: for a service that is asked one question by a person, not
  /// crawled.
  public GuardedWeb withoutRobots() {
    return new GuardedWeb(settings.withRobots(false), guard, redirects.client());
  }

  /// The page at an address.
  ///
  /// @param url absolute, http or https, as a person or a model wrote it; a fragment is left out
  /// @throws WebException where there is none, or it is not allowed
  /// @throws InterruptedException where the calling thread was told to stop: the connection is
  ///   closed
  public WebPage get(String url) throws WebException, InterruptedException {
    FutureTask<WebPage> page = new FutureTask<>(() -> fetch(url));
    Thread fetching = Thread.ofVirtual().name("web").start(page);
    try {
      return page.get(settings.whole().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw WebException.passing(
          Kind.TIMEOUT,
          "%s did not come within %s".formatted(Guard.shown(url), TimeSpan.text(settings.whole())),
          e);
    } catch (ExecutionException e) {
      throw failed(url, e);
    } finally {
      fetching.interrupt();
    }
  }

  private WebPage fetch(String text) throws WebException {
    HttpUrl url;
    try {
      url = guard.parse(text);
    } catch (RefusedAddress e) {
      throw WebFailures.of(text, e);
    }
    HttpAnswer answer =
        redirects.follow(
            url, ByteLimit.refusing(settings.bytes()), settings.robots() ? robots::check : _ -> {});
    return PageText.read(answer);
  }

  private static WebException failed(String url, ExecutionException e) {
    return e.getCause() instanceof WebException known
        ? known
        : WebException.lasting(
            Kind.CONTENT, "%s could not be read: %s".formatted(Guard.shown(url), e.getCause()), e);
  }
}
