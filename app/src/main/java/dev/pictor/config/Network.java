package dev.pictor.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// Addresses that begin with the same bits: `10.0.0.0/8`, `fd00::/8`, or a single one.
///
/// @param bits how many of them count
public record Network(InetAddress address, int bits) {
  private static final String TAKES = "an address or ADDRESS/BITS, as 127.0.0.1 or 10.0.0.0/8";

  /// @param source what it was named by, for messages
  /// @throws ConfigException if it is none
  public static Network parse(String text, String source) {
    int slash = text.indexOf('/');
    try {
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int all = address.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= all) {
        return new Network(address, bits);
      }
    } catch (IllegalArgumentException e) {
      throw wrong(text, source);
    }
    throw wrong(text, source);
  }

  /// @param texts with `,` between
  /// @throws ConfigException if one of them is none
  public static List<Network> parseAll(String texts, String source) {
    return Arrays.stream(texts.split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> parse(text, source))
        .toList();
  }

  private static ConfigException wrong(String text, String source) {
    return new ConfigException("%s has '%s'; it takes %s.".formatted(source, text, TAKES));
  }

  public boolean contains(InetAddress other) {
    byte[] own = address.getAddress();
    byte[] others = other.getAddress();
    if (own.length != others.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((own[bit / Byte.SIZE] ^ others[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
