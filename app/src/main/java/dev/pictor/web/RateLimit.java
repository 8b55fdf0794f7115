package dev.pictor.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often one client may ask: so many requests at once, and as many in each minute. An IPv6
/// network of 64 bits is one client, since whoever has one address there has all. Thread-safe.
final class RateLimit {
  /// So many clients are remembered, those that asked last. One that is forgotten begins anew.
  private static final int CLIENTS = 10_000;

  private static final double NANOS_PER_MINUTE = 60e9;

  /// What a client has left, at a time.
  private record Allowance(double requests, long atNanos) {}

  private final int perMinute;
  private final LongSupplier nanos;
  private final Map<String, Allowance> clients =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
          return size() > CLIENTS;
        }
      };

  /// @param perMinute 0 for no limit
  /// @param nanos a clock that only goes on
  RateLimit(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  int perMinute() {
    return perMinute;
  }

  /// Counts a request.
  ///
  /// @return seconds until the client may ask again; 0 if this request may pass
  synchronized int take(InetAddress address) {
    if (perMinute == 0) {
      return 0;
    }
    String client = client(address);
    long now = nanos.getAsLong();
    Allowance before = clients.getOrDefault(client, new Allowance(perMinute, now));
    double gained = (now - before.atNanos()) / NANOS_PER_MINUTE * perMinute;
    double left = Math.min(perMinute, before.requests() + gained);
    clients.put(client, new Allowance(left < 1 ? left : left - 1, now));
    return left < 1 ? (int) Math.max(1, Math.ceil((1 - left) * 60 / perMinute)) : 0;
  }

  private static String client(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
  }
}
