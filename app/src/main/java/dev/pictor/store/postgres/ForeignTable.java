package dev.pictor.store.postgres;

import dev.pictor.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A table of another program's with a column `filename` of text and a column `embedding` of
/// pgvector's `vector`. Only read. Thread-safe.
public final class ForeignTable implements AutoCloseable {
  private static final int FETCHED_AT_ONCE = 1_000;

  /// The name as it stands in SQL, if the session's search path finds it.
  private static final String RESOLVE = "SELECT to_regclass(?)::text";

  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
      WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
      """;

  private final String name;
  private final String quotedName;
  private final Connection connection;
  private final DatabaseErrors errors;

  private ForeignTable(
      String name, String quotedName, Connection connection, DatabaseErrors errors) {
    this.name = name;
    this.quotedName = quotedName;
    this.connection = connection;
    this.errors = errors;
  }

  /// @param databaseUrl as [PostgresStorage#open] takes it
  /// @param name of the table, perhaps behind its schema's and a point; quoted as in SQL where
  ///     it needs that
  /// @throws StoreException if there is none, or it has not these columns
  public static ForeignTable open(String databaseUrl, String name) {
    DatabaseUrl url = DatabaseUrl.parse(databaseUrl);
    DatabaseErrors errors = new DatabaseErrors(url);
    try {
      Connection connection = url.dataSource(0).getConnection();
      try {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        String resolved = resolve(connection, name);
        if (resolved == null) {
          throw new StoreException(
              "There is no table %s in PostgreSQL at %s.".formatted(name, url.location()));
        }
        requireColumns(connection, name);
        return new ForeignTable(name, resolved, connection, errors);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }

  /// What the server makes of it is quoted right, whatever was given.
  private static @Nullable String resolve(Connection connection, String name) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(RESOLVE)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private static void requireColumns(Connection connection, String name) throws SQLException {
    Map<String, String> columns = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          columns.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    String filename = columns.getOrDefault("filename", "");
    String embedding = columns.getOrDefault("embedding", "");
    boolean isText = filename.equals("text") || filename.startsWith("character varying");
    if (!isText || !embedding.matches("(.*\\.)?vector(\\(\\d+\\))?")) {
      throw new StoreException(
          "Table %s has the columns %s; needed are 'filename' (text) and 'embedding' (vector)."
              .formatted(name, columns));
    }
  }

  /// As it was given.
  public String name() {
    return name;
  }

  /// Tells the names of the files, in no order; not those without a vector.
  public synchronized void forEachFilename(Consumer<String> consumer) {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT filename FROM %s WHERE embedding IS NOT NULL".formatted(quotedName))) {
      select.setFetchSize(FETCHED_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (rows.getString(1) instanceof String filename) {
            consumer.accept(filename);
          }
        }
      }
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }

  /// The vectors of these files, as they are: of any length.
  public synchronized Map<String, float[]> vectors(Collection<String> filenames) {
    Map<String, float[]> vectors = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT filename, embedding::real[] FROM %s WHERE filename = ANY (?) AND embedding IS NOT NULL"
                .formatted(quotedName))) {
      select.setArray(
          1, connection.createArrayOf("text", List.copyOf(filenames).toArray(new String[0])));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          vectors.put(rows.getString(1), Vectors.floats(rows.getArray(2)));
        }
      }
      return vectors;
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }
}
