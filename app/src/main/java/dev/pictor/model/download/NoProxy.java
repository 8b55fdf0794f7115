package dev.pictor.model.download;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Hosts that are reached without a proxy, as curl reads `no_proxy`: names with all below them,
/// addresses, address ranges (`10.0.0.0/8`), or `*` for all.
final class NoProxy {
  private final List<String> entries;

  NoProxy(String list) {
    this.entries =
        Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .map(entry -> bare(entry.replaceFirst("^\\.", "")))
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  /// @param host as in an address: IPv6 in brackets
  boolean contain(String host) {
    String wanted = bare(host.toLowerCase(Locale.ROOT)).replaceFirst("\\.$", "");
    return entries.stream().anyMatch(entry -> matches(entry, wanted));
  }

  private static String bare(String host) {
    return host.replaceAll("[\\[\\]]", "");
  }

  private static boolean matches(String entry, String host) {
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return isInRange(host, entry.substring(0, slash), entry.substring(slash + 1));
    }
    return entry.equals("*") || host.equals(entry) || host.endsWith("." + entry);
  }

  private static boolean isInRange(String host, String network, String length) {
    try {
      byte[] address = InetAddress.ofLiteral(host).getAddress();
      byte[] range = InetAddress.ofLiteral(network).getAddress();
      int bits = Integer.parseInt(length);
      if (address.length != range.length || bits < 0 || bits > address.length * 8) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (range[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false; // a name, or no range
    }
  }
}
