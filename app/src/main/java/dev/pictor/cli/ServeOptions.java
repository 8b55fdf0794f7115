package dev.pictor.cli;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Network;
import dev.pictor.config.Settings;
import dev.pictor.web.ServerOptions;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Where to serve, and to whom.
final class ServeOptions {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on (${DEFAULT-VALUE}: this machine only). Any other needs PICTOR_TOKEN"
              + " or --no-auth.")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description = "Port to listen on (${DEFAULT-VALUE}); 0 for any free one.")
  private int port;

  @Option(names = "--no-auth", description = "Whoever reaches the port may look.")
  private boolean noAuth;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "ADDRESS[/BITS]",
      converter = NetworkConverter.class,
      description =
          "A proxy in front of this server, whose X-Forwarded-For, -Proto, -Host and -Prefix are"
              + " believed; repeatable (PICTOR_TRUSTED_PROXIES).")
  private List<Network> trustedProxies = List.of();

  ServerOptions with(Settings settings) {
    return new ServerOptions(
        host,
        port,
        settings.token(),
        noAuth,
        trustedProxies.isEmpty() ? settings.trustedProxies() : trustedProxies);
  }

  static final class NetworkConverter implements ITypeConverter<Network> {
    @Override
    public Network convert(String value) {
      try {
        return Network.parse(value, "--trusted-proxy");
      } catch (ConfigException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
