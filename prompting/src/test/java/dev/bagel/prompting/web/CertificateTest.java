package dev.bagel.prompting.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bagel.prompting.web.WebException.Kind;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stand-in for https://secure.example with a certificate that it signed itself.
class CertificateTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static KeyStore keys;
  private static HttpsServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    keys = selfSigned(folder.resolve("keys.p12"));
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void a_certificate_that_nobody_trusts_is_refused() {
    WebException e =
        GuardedWebTest.refused(
            web(UnaryOperator.identity()),
            "https://secure.example/",
            Kind.CERTIFICATE,
            "does not prove who it is");

    assertThat(e.mayHelpToAskAgain()).isFalse();
  }

  @Test
  void one_that_is_trusted_is_taken_for_its_own_name_only() throws Exception {
    GuardedWeb web = web(trusting());

    assertThat(web.get("https://secure.example/").text()).isEqualTo("hello");
    GuardedWebTest.refused(
        web, "https://other.example/", Kind.CERTIFICATE, "does not prove who it is");
  }

  private static GuardedWeb web(UnaryOperator<OkHttpClient.Builder> client) {
    return GuardedWeb.with(
            WebSettings.DEFAULTS.withNames(_ -> List.of(InetAddress.ofLiteral("93.184.215.14"))),
            _ -> server.getAddress(),
            client)
        .withoutRobots();
  }

  private static UnaryOperator<OkHttpClient.Builder> trusting() throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    X509TrustManager manager = (X509TrustManager) trust.getTrustManagers()[0];
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return client -> client.sslSocketFactory(context.getSocketFactory(), manager);
  }

  private static KeyStore selfSigned(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "secure",
                "-keyalg",
                "EC",
                "-validity",
                "3650",
                "-dname",
                "CN=secure.example",
                "-ext",
                "SAN=dns:secure.example",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    // A certificate counts as trusted where it has an entry of its own.
    KeyStore made = load(file);
    made.setCertificateEntry("trusted", made.getCertificate("secure"));
    return made;
  }

  private static KeyStore load(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
