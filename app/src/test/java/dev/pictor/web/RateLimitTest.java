package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong nanos = new AtomicLong(5);

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void client_hasAMinutesRequestsAtOnce_andGetsMoreAsTimePasses() {
    RateLimit limit = new RateLimit(30, nanos::get);
    InetAddress client = address("192.0.2.1");
    for (int i = 0; i < 30; i++) {
      assertThat(limit.take(client)).isZero();
    }

    assertThat(limit.take(client)).as("seconds to wait").isEqualTo(2);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(limit.take(client)).isEqualTo(1);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(limit.take(client)).isZero();
    assertThat(limit.take(client)).isEqualTo(2);

    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    for (int i = 0; i < 30; i++) {
      assertThat(limit.take(client)).isZero();
    }
    assertThat(limit.take(client)).as("no more than a minute's are saved up").isPositive();
  }

  @Test
  void clients_haveEachTheirOwn_andANetworkOfIpv6IsOne() {
    RateLimit limit = new RateLimit(1, nanos::get);

    assertThat(limit.take(address("192.0.2.1"))).isZero();
    assertThat(limit.take(address("192.0.2.2"))).isZero();
    assertThat(limit.take(address("192.0.2.1"))).isEqualTo(60);
    assertThat(limit.take(address("2001:db8:0:1::1"))).isZero();
    assertThat(limit.take(address("2001:db8:0:1:ffff::2"))).isEqualTo(60);
    assertThat(limit.take(address("2001:db8:0:2::1"))).isZero();
  }

  @Test
  void zero_isNoLimit() {
    RateLimit limit = new RateLimit(0, nanos::get);
    for (int i = 0; i < 100_000; i++) {
      assertThat(limit.take(address("192.0.2.1"))).isZero();
    }
  }
}
