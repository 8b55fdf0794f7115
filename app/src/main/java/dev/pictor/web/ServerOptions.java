package dev.pictor.web;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Network;
import dev.pictor.config.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the page is served, and to whom.
///
/// @param host name or address to listen on
/// @param port 0 for any free one
/// @param token what clients must present; null where there is none
/// @param noAuth said on purpose: everybody who reaches the port may look, whatever the token
/// @param trustedProxies whose word is taken for how a browser came here
public record ServerOptions(
    String host, int port, @Nullable Secret token, boolean noAuth, List<Network> trustedProxies) {
  public ServerOptions {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /// With no proxy in front.
  public ServerOptions(String host, int port, @Nullable Secret token, boolean noAuth) {
    this(host, port, token, noAuth, List.of());
  }

  /// @throws ConfigException if there is no such address, or listening on it would show the
  ///     pictures to others without anyone having said so
  InetAddress requireAddress() {
    if (port < 0 || port > 65_535) {
      throw new ConfigException("--port is %d; it takes 0 to 65535.".formatted(port));
    }
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConfigException(
          "--host is '%s', which is no address of this machine: %s".formatted(host, e.getMessage()),
          e);
    }
    if (!address.isLoopbackAddress() && token == null && !noAuth) {
      throw new ConfigException(
          ("Listening on %s would show the pictures to everybody who reaches this machine. Set"
                  + " PICTOR_TOKEN to ask for a token, or pass --no-auth if that is meant.")
              .formatted(host));
    }
    return address;
  }

  /// What clients must present; null where they need nothing.
  @Nullable Secret requiredToken() {
    return noAuth ? null : token;
  }
}
