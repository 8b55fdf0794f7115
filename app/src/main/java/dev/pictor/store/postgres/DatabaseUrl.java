package dev.pictor.store.postgres;

import dev.pictor.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a database is, as `DATABASE_URL` says it: `postgres://user:password@host:port/database`,
/// the form that managed services print. `postgresql://` and `jdbc:postgresql://` mean the same.
///
/// Never printed with user or password, neither by [#toString] nor in a message.
///
/// @param user null: that of the operating system
/// @param password null: that of `~/.pgpass`, or none is needed
/// @param properties further settings under the driver's names
record DatabaseUrl(
    String host,
    int port,
    String database,
    @Nullable String user,
    @Nullable String password,
    Map<String, String> properties) {
  private static final int DEFAULT_PORT = 5432;
  private static final Pattern URL =
      Pattern.compile("(?:jdbc:)?postgres(?:ql)?://([^/?#]*)(?:/([^?#]*))?(?:\\?([^#]*))?");
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?:([^:]*)(?::(.*))?@)?(\\[[0-9A-Fa-f:.%]+]|[^:@\\[\\]]*)(?::([0-9]*))?",
          Pattern.DOTALL);
  private static final String FORM =
      " It takes postgres://user:password@host:port/database?sslmode=require.";
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /// What libpq calls it, and what the driver does.
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "gssencmode", "gssEncMode",
          "sslnegotiation", "sslNegotiation");

  DatabaseUrl {
    properties = Map.copyOf(properties);
  }

  /// @throws StoreException naming what is wrong, without user and password
  static DatabaseUrl parse(String url) {
    Matcher parts = URL.matcher(url.strip());
    if (!parts.matches()) {
      throw wrong("is not the URL of a PostgreSQL database.");
    }
    Matcher authority = AUTHORITY.matcher(parts.group(1));
    if (!authority.matches()) {
      throw wrong(
          "has no readable host and port between // and /"
              + " (in user and password, write @ as %40, / as %2F, : as %3A).");
    }
    if (parts.group(2) != null && parts.group(2).matches(".*[@/].*")) {
      // An unwritten password may have ended up in the name that messages show.
      throw wrong(
          "has an @ or / in the name of its database"
              + " (in user, password and database, write @ as %40, / as %2F).");
    }
    Map<String, String> parameters = parameters(parts.group(3));
    String user = orParameter(authority.group(1), "user", parameters);
    String password = orParameter(authority.group(2), "password", parameters);
    String database = parts.group(2) == null ? "" : decode(parts.group(2), "database");
    if (database.isEmpty() && user != null) {
      database = user;
    }
    if (database.isEmpty()) {
      throw wrong("names no database.");
    }
    return new DatabaseUrl(
        host(authority.group(3), parameters),
        port(authority.group(4)),
        database,
        user,
        password,
        driverProperties(parameters));
  }

  private static @Nullable String orParameter(
      @Nullable String encoded, String name, Map<String, String> parameters) {
    String parameter = parameters.remove(name);
    return encoded == null || encoded.isEmpty() ? parameter : decode(encoded, name);
  }

  private static String host(String encoded, Map<String, String> parameters) {
    String parameter = parameters.remove("host");
    String host = encoded.isEmpty() && parameter != null ? parameter : decode(encoded, "host");
    if (host.startsWith("/")) {
      throw wrong("asks for a Unix socket, which Pictor cannot use: name a host and port.");
    }
    if (host.contains(",")) {
      throw wrong("names several hosts; Pictor takes one.");
    }
    return host.isEmpty() ? "localhost" : host;
  }

  private static int port(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return DEFAULT_PORT;
    }
    int port = text.length() > 5 ? 0 : Integer.parseInt(text);
    if (port < 1 || port > 65_535) {
      throw wrong("has the port %s; it takes 1 to 65535.".formatted(text));
    }
    return port;
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        String name = decode(parameter.substring(0, equals), "parameters");
        parameters.put(name, decode(parameter.substring(equals + 1), name));
      } else if (!parameter.isEmpty()) {
        throw wrong("has a parameter without a name or without '=' after the '?'.");
      }
    }
    return parameters;
  }

  private static Map<String, String> driverProperties(Map<String, String> parameters) {
    Map<String, String> properties = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (name.equals("sslmode") && !SSL_MODES.contains(value)) {
            throw wrong(
                "has sslmode=%s; it takes disable, allow, prefer, require, verify-ca, verify-full."
                    .formatted(value));
          }
          if (name.equals("sslrootcert") && value.equals("system")) {
            properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            return;
          }
          String driverName = DRIVER_NAMES.getOrDefault(name, name);
          if (PGProperty.forName(driverName) == null) {
            throw wrong("has the parameter '%s', which Pictor does not know.".formatted(name));
          }
          properties.put(driverName, value);
        });
    return properties;
  }

  private static String decode(String encoded, String what) {
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // The cause is dropped: it repeats what may be the password.
      throw wrong(
          "has a %% in its %s that no two hex digits follow; write %% as %%25.".formatted(what));
    }
  }

  private static StoreException wrong(String what) {
    return new StoreException("DATABASE_URL " + what + FORM);
  }

  /// A new source of connections to it.
  ///
  /// @param socketTimeoutSeconds how long one answer may take, 0 is for ever
  PGSimpleDataSource dataSource(int socketTimeoutSeconds) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("pictor");
    source.setConnectTimeout(5);
    source.setLoginTimeout(10);
    source.setSocketTimeout(socketTimeoutSeconds);
    source.setTcpKeepAlive(true);
    try {
      for (Map.Entry<String, String> property : properties.entrySet()) {
        source.setProperty(property.getKey(), property.getValue());
      }
    } catch (java.sql.SQLException e) {
      throw wrong("has a parameter that the driver refuses: %s.".formatted(e.getMessage()));
    }
    return source;
  }

  /// Host, port and database, for people.
  String location() {
    return "%s:%d/%s".formatted(host, port, database);
  }

  @Override
  public String toString() {
    return "DatabaseUrl[" + location() + "]";
  }
}
