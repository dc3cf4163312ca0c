package dev.bagel.dataset.hub;

import dev.bagel.BagelException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Where the hub and its like are, who asks, and where the cache lies. The variables are those that
/// users of the hub's Python client know; `docs/concepts/hub-and-cache.md` lists them.
///
/// @param endpoint the hub: `https://huggingface.co`
/// @param token sent to the endpoint alone
/// @param cache the cache that is shared with the Python client: `HF_HUB_CACHE`
/// @param home `HF_HOME`; what only Bagel keeps lies in its folder `bagel`
/// @param offline nothing is asked of the network
/// @param githubApi what tells of repositories at GitHub
/// @param githubRaw what gives their files
/// @param gutenberg the folder of Project Gutenberg's books
/// @param proxies for which addresses to go through which proxy
/// @param stall how long to wait for an answer, and for the next byte of one
public record HubSettings(
    URI endpoint,
    Token token,
    Path cache,
    Path home,
    boolean offline,
    URI githubApi,
    URI githubRaw,
    URI gutenberg,
    Proxies proxies,
    Duration stall) {

  /// Reads the token's file where no variable holds the token.
  ///
  /// @param userHome where `~` leads
  /// @throws BagelException USER for a variable that makes no sense; RESOURCES for a token file
  ///   that cannot be read
  public static HubSettings from(Map<String, String> environment, Path userHome) {
    Variables variables = new Variables(environment, userHome);
    Path home = home(environment, userHome);
    return new HubSettings(
        variables.address("HF_ENDPOINT", "https://huggingface.co"),
        variables.token(home),
        variables
            .path("HF_HUB_CACHE")
            .or(() -> variables.path("HUGGINGFACE_HUB_CACHE"))
            .orElse(home.resolve("hub")),
        home,
        variables.flag("HF_HUB_OFFLINE"),
        variables.address("BAGEL_GITHUB_API", "https://api.github.com"),
        variables.address("BAGEL_GITHUB_RAW", "https://raw.githubusercontent.com"),
        variables.address("BAGEL_GUTENBERG", "https://www.gutenberg.org/files"),
        Proxies.of(variables),
        variables.seconds("HF_HUB_DOWNLOAD_TIMEOUT", 30));
  }

  /// The same, asking another hub.
  ///
  /// @param other its address, as `--hub` gives it
  public HubSettings at(String other) {
    return new HubSettings(
        Address.checked(other, "--hub"),
        token,
        cache,
        home,
        offline,
        githubApi,
        githubRaw,
        gutenberg,
        proxies,
        stall);
  }

  private static Path home(Map<String, String> environment, Path userHome) {
    Variables variables = new Variables(environment, userHome);
    return variables
        .path("HF_HOME")
        .orElseGet(
            () ->
                variables
                    .path("XDG_CACHE_HOME")
                    .orElse(userHome.resolve(".cache"))
                    .resolve("huggingface"));
  }

  /// [#own()] of these variables, where nothing else of them is needed.
  ///
  /// @param userHome where `~` leads
  public static Path own(Map<String, String> environment, Path userHome) {
    return own(home(environment, userHome));
  }

  private static Path own(Path home) {
    return home.resolve("bagel");
  }

  /// The folder of what only Bagel keeps.
  public Path own() {
    return own(home);
  }
}
