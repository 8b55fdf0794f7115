package dev.pictor.store.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/// A database for tests and a schema of a random name in it, dropped when closed. Everything else
/// in the database stays as it is.
///
/// @param url as `DATABASE_URL` takes it
/// @param schema as `PICTOR_DATABASE_SCHEMA` takes it; not made yet
public record TestDatabase(String url, String schema) implements AutoCloseable {
  private static final String VARIABLE = "PICTOR_TEST_DATABASE_URL";

  /// Skips the test where there is no database.
  public static TestDatabase open() {
    String url = System.getenv(VARIABLE);
    Assumptions.assumeTrue(
        url != null && !url.isBlank(),
        "needs PostgreSQL with pgvector: run ./check, or set " + VARIABLE);
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    return new TestDatabase(String.valueOf(url), "test_" + HexFormat.of().formatHex(random));
  }

  /// The variables that choose it. What a process does with them runs under the schema's name, see
  /// [#awaitQuiet()].
  public Map<String, String> environment() {
    String named = url + (url.contains("?") ? "&" : "?") + "application_name=" + schema;
    return Map.of("DATABASE_URL", named, "PICTOR_DATABASE_SCHEMA", schema);
  }

  /// Waits until the server has ended all that processes with [#environment()] had begun: it may
  /// still commit what a killed one had sent.
  public void awaitQuiet() throws InterruptedException {
    String sessions =
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = '%s'".formatted(schema);
    while (!query(sessions).equals(List.of("0"))) {
      Thread.sleep(5);
    }
  }

  /// Runs statements as the same user.
  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /// The first column of what a statement finds, as text.
  public List<String> query(String sql) {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
    return values;
  }

  public Connection connect() throws SQLException {
    PGSimpleDataSource source = DatabaseUrl.parse(url).dataSource(60);
    source.setApplicationName("pictor-test");
    return source.getConnection();
  }

  @Override
  public void close() {
    execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
  }
}
