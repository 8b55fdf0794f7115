package dev.pictor.web;

import java.util.Locale;
import java.util.regex.Pattern;

/// The names under which this server may be asked for. A page of another site whose name leads here
/// (DNS rebinding) has its own name in the `Host` header; an address cannot be such a name.
///
/// @param configured the name or address that the server was told to listen on
record AllowedHosts(String configured) {
  private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");
  private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]{2,45}]");

  /// @param authority the `Host` header: a name or address, perhaps a port
  boolean allow(String authority) {
    String host = PORT.matcher(authority).replaceFirst("").toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.equals(configured.toLowerCase(Locale.ROOT))
        || IPV4.matcher(host).matches()
        || IPV6.matcher(host).matches();
  }
}
