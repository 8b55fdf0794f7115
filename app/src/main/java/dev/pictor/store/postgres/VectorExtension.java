package dev.pictor.store.postgres;

import dev.pictor.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// pgvector as it is installed in a database.
///
/// @param version `0.8.0` say
/// @param quotedSchema the schema that it lives in, as an SQL identifier
record VectorExtension(String version, String quotedSchema) {
  private static final int MINIMUM = number("0.8.0");
  private static final int SAFE_PARALLEL_BUILDS = number("0.8.2");
  private static final int WITHOUT_KNOWN_DEFECTS = number("0.8.4");

  private static final String INSTALLED =
      """
      SELECT e.extversion, quote_ident(n.nspname)
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'vector'
      """;

  /// In `public`, never in our own schema: other tables may come to use it.
  private static final String CREATE = "CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public";

  static Optional<VectorExtension> installed(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(INSTALLED);
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new VectorExtension(row.getString(1), row.getString(2)))
          : Optional.empty();
    }
  }

  /// Installs it where it is not.
  ///
  /// @throws StoreException saying what to run, if it is missing or may not be installed
  static VectorExtension install(Connection connection, DatabaseUrl url) throws SQLException {
    Optional<VectorExtension> installed = installed(connection);
    if (installed.isPresent()) {
      return installed.get();
    }
    if (!isAvailable(connection)) {
      throw new StoreException(
          """
          PostgreSQL at %s has no pgvector. Install it on that server (Debian and Ubuntu: \
          apt install postgresql-%d-pgvector; container: pgvector/pgvector; a managed service: \
          switch on the extension 'vector'), then try again."""
              .formatted(url.location(), connection.getMetaData().getDatabaseMajorVersion()));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    } catch (SQLException e) {
      throw new StoreException(
          """
          pgvector is not switched on in %s, and the user of DATABASE_URL may not do it. \
          Let an administrator run in database '%s': CREATE EXTENSION vector"""
              .formatted(url.location(), url.database()),
          e);
    }
    return installed(connection).orElseThrow();
  }

  private static boolean isAvailable(Connection connection) throws SQLException {
    String sql = "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'";
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.next();
    }
  }

  /// @throws StoreException if it is too old
  void requireSupported(DatabaseUrl url) {
    if (number(version) < MINIMUM) {
      throw new StoreException(
          """
          pgvector in %s is %s, Pictor needs 0.8.0 or newer. Update it on that server, then run in \
          database '%s': ALTER EXTENSION vector UPDATE"""
              .formatted(url.location(), version, url.database()));
    }
  }

  /// Whether building an index with several workers is safe: before 0.8.2 it may overflow.
  boolean buildsSafelyInParallel() {
    return number(version) >= SAFE_PARALLEL_BUILDS;
  }

  /// One line for people whose pgvector has defects that a newer one has not.
  Optional<String> advice() {
    return number(version) >= WITHOUT_KNOWN_DEFECTS
        ? Optional.empty()
        : Optional.of(
            "pgvector %s has defects in its HNSW index that 0.8.4 has not: update it when you can."
                .formatted(version));
  }

  /// 0.8.10 is more than 0.8.9.
  private static int number(String version) {
    Matcher parts = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3}))?.*").matcher(version);
    if (!parts.matches()) {
      return 0;
    }
    String patch = parts.group(3);
    return Integer.parseInt(parts.group(1)) * 1_000_000
        + Integer.parseInt(parts.group(2)) * 1_000
        + (patch == null ? 0 : Integer.parseInt(patch));
  }
}
