package dev.pictor.store.postgres;

import dev.pictor.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings a database to what this program needs: pgvector, our schema, the tables in it. Nothing
/// outside of our schema is touched. Several programs may start at once.
final class SchemaSetup {
  /// The newest script in `db/migration`; written here, so that a start need not look for them.
  static final int VERSION = 4;

  /// Held while the schema is changed, the same for every schema of a database: pgvector is one
  /// for all. The number is arbitrary.
  static final long LOCK = 0x706963746f72L;

  private static final int NONE = -1;

  /// Kept, because a level holds only as long as its logger. Flyway tells each step; we tell what
  /// goes wrong.
  private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY_LOG.setLevel(Level.WARNING);
  }

  private static final String HISTORY = "SELECT to_regclass(?) IS NOT NULL";

  private final DatabaseUrl url;
  private final DatabaseErrors errors;
  private final String schema;

  /// @param schema a valid name, see [PostgresStorage#open]
  SchemaSetup(DatabaseUrl url, String schema) {
    this.url = url;
    this.errors = new DatabaseErrors(url);
    this.schema = schema;
  }

  /// @throws StoreException also if a newer program made the schema
  VectorExtension run() {
    try (Connection connection = url.dataSource(0).getConnection()) {
      Optional<VectorExtension> installed = VectorExtension.installed(connection);
      if (installed.isPresent() && version(connection) >= VERSION) {
        installed.get().requireSupported(url);
        return installed.get();
      }
      connection.setAutoCommit(false);
      lock(connection);
      VectorExtension extension = VectorExtension.install(connection, url);
      extension.requireSupported(url);
      if (version(connection) < VERSION) {
        migrate();
      }
      connection.commit();
      return extension;
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }

  static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }
  }

  private int version(Connection connection) throws SQLException {
    String history = "\"" + schema + "\".flyway_schema_history";
    try (PreparedStatement select = connection.prepareStatement(HISTORY)) {
      select.setString(1, history);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || !row.getBoolean(1)) {
          return NONE;
        }
      }
    }
    String newest = "SELECT coalesce(max(version::integer), %d) FROM %s WHERE success";
    try (PreparedStatement select = connection.prepareStatement(newest.formatted(NONE, history));
        ResultSet row = select.executeQuery()) {
      row.next();
      int version = row.getInt(1);
      if (version > VERSION) {
        throw new StoreException(
            """
            The schema '%s' at %s was made by a newer Pictor (version %d of its tables, this \
            program knows %d). Update Pictor, or choose another schema with PICTOR_DATABASE_SCHEMA."""
                .formatted(schema, url.location(), version, VERSION));
      }
      return version;
    }
  }

  /// Foreign tables that are in the schema already stay as they are.
  private void migrate() {
    try {
      Flyway.configure(SchemaSetup.class.getClassLoader())
          .dataSource(url.dataSource(0))
          .loggers("slf4j")
          .locations("classpath:db/migration")
          .schemas(schema)
          .createSchemas(true)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw translate(e);
    }
  }

  private StoreException translate(FlywayException error) {
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        StoreException told = errors.translate(sql);
        return new StoreException(
            """
            The tables of Pictor cannot be made in the schema '%s': %s If it is the schema that \
            may not be made, let an administrator run: CREATE SCHEMA %s AUTHORIZATION (the user \
            of DATABASE_URL)"""
                .formatted(schema, told.getMessage(), schema),
            error);
      }
    }
    return new StoreException(
        "The tables of Pictor cannot be made in the schema '%s' at %s: %s"
            .formatted(schema, url.location(), error.getMessage()),
        error);
  }
}
