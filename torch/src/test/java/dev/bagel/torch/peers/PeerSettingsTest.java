package dev.bagel.torch.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerSettingsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(7);

  private static PeerSettings from(Map<String, String> environment) {
    return PeerSettings.fromEnvironment(environment, TIMEOUT);
  }

  @Test
  void nothing_set_is_one_process() {
    assertThat(from(Map.of())).isEqualTo(PeerSettings.alone());
    assertThat(from(Map.of("RANK", "gold"))).isEqualTo(PeerSettings.alone());
    assertThat(from(Map.of("RANK", "0", "WORLD_SIZE", "1"))).isEqualTo(PeerSettings.alone());
  }

  @Test
  void our_own_variables() {
    assertThat(from(Map.of("BAGEL_RANK", "1", "BAGEL_RANKS", "3", "BAGEL_MASTER", "node-a:29500")))
        .isEqualTo(new PeerSettings(1, 3, "node-a", 29500, TIMEOUT));
    assertThat(from(Map.of("BAGEL_RANK", "0", "BAGEL_RANKS", "2", "BAGEL_MASTER", "[::1]:80")))
        .isEqualTo(new PeerSettings(0, 2, "::1", 80, TIMEOUT));
  }

  @Test
  void those_of_torchrun() {
    assertThat(
            from(
                Map.of(
                    "RANK", "2",
                    "WORLD_SIZE", "4",
                    "LOCAL_RANK", "0",
                    "MASTER_ADDR", "10.0.0.1",
                    "MASTER_PORT", "29400")))
        .isEqualTo(new PeerSettings(2, 4, "10.0.0.1", 29400, TIMEOUT));
  }

  @Test
  void our_own_come_first() {
    assertThat(
            from(
                Map.of(
                    "RANK", "2",
                    "WORLD_SIZE", "4",
                    "BAGEL_RANK", "1",
                    "BAGEL_RANKS", "2",
                    "BAGEL_MASTER", "127.0.0.1:5000")))
        .isEqualTo(new PeerSettings(1, 2, "127.0.0.1", 5000, TIMEOUT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BAGEL_RANK   |      | BAGEL_RANK is not set
          BAGEL_RANKS  |      | BAGEL_RANKS is not set: processes that train together need BAGEL_RANK, BAGEL_RANKS, BAGEL_MASTER
          BAGEL_MASTER |      | BAGEL_MASTER is not set
          BAGEL_RANK   | one  | BAGEL_RANK is 'one', which is no whole number
          BAGEL_RANK   | 2    | no rank 2 of 2
          BAGEL_RANK   | -1   | no rank -1 of 2
          BAGEL_RANKS  | 0    | no rank 1 of 0
          BAGEL_MASTER | here | BAGEL_MASTER is 'here', but should be host:port
          BAGEL_MASTER | :80  | BAGEL_MASTER is ':80', but should be host:port
          BAGEL_MASTER | ::1:80 | BAGEL_MASTER is '::1:80', but should be host:port
          BAGEL_MASTER | a:0  | BAGEL_MASTER has the port '0'
          BAGEL_MASTER | a:65536 | BAGEL_MASTER has the port '65536'
          BAGEL_MASTER | a:b  | BAGEL_MASTER has the port 'b'
          """)
  void mistakes_are_named(String name, String value, String message) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("BAGEL_RANK", "1", "BAGEL_RANKS", "2", "BAGEL_MASTER", "node-a:29500"));
    environment.put(name, value == null ? "" : value);
    assertThatThrownBy(() -> from(environment))
        .hasMessageContaining(message)
        .asInstanceOf(InstanceOfAssertFactories.type(BagelException.class))
        .extracting(BagelException::kind)
        .isEqualTo(BagelException.Kind.USER);
  }

  @Test
  void torchrun_with_a_hole() {
    assertThatThrownBy(() -> from(Map.of("WORLD_SIZE", "2", "RANK", "0")))
        .hasMessageContaining("MASTER_ADDR is not set")
        .hasMessageContaining("need RANK, WORLD_SIZE, MASTER_ADDR, MASTER_PORT");
  }
}
