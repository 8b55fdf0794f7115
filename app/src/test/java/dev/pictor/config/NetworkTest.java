package dev.pictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "172.16.0.0/12, 172.31.0.1, true",
    "172.16.0.0/12, 172.32.0.1, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "::1, ::1, true",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "127.0.0.1, ::1, false",
  })
  void contains_comparesThatManyBits(String network, String address, boolean expected) {
    assertThat(Network.parse(network, "--x").contains(InetAddress.ofLiteral(address)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "::1/129", "10.0.0.0/-1", "10.0.0.0/x"})
  void parse_refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Network.parse(text, "--trusted-proxy"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--trusted-proxy has '" + text + "'")
        .hasMessageContaining("ADDRESS/BITS");
  }

  @Test
  void parseAll_takesSeveral() {
    assertThat(Network.parseAll("127.0.0.1, 10.0.0.0/8,", "X")).hasSize(2);
    assertThat(Network.parseAll("", "X")).isEmpty();
  }
}
