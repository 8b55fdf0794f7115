package dev.pictor.store.postgres;

import dev.pictor.store.GraphParameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HNSW index over the vectors of one collection: partial, so that a search in a small
/// collection never walks through a large one.
///
/// pgvector indexes up to 2,000 dimensions of `vector`; above, up to 4,000, of the half as precise
/// `halfvec`; beyond there is no index and every search compares all.
record VectorIndex(Vectors vectors, long collectionId) {
  private static final Logger LOG = LoggerFactory.getLogger(VectorIndex.class);
  private static final int M = 16;

  /// With pgvector's own 64 no `hnsw.ef_search` brings the recall of texts above 0.97 in 100,000
  /// clustered vectors: near duplicates are not found from outside.
  private static final int EF_CONSTRUCTION = 200;

  private static final int MAX_VECTOR = 2_000;
  private static final int MAX_HALF_VECTOR = 4_000;
  private static final long MIB = 1L << 20;

  private static final String OPTIONS =
      """
      SELECT max(option_value::integer) FILTER (WHERE option_name = 'm'),
             max(option_value::integer) FILTER (WHERE option_name = 'ef_construction')
      FROM pg_class c, pg_options_to_table(c.reloptions) WHERE c.oid = to_regclass(?)
      """;

  private static final String STATE =
      "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)";

  /// For the session; another one that builds the same index is not waited for, because it waits
  /// for all statements to end, a waiting one too.
  private static final String TRY_LOCK =
      "SELECT pg_try_advisory_lock(hashtextextended(current_schema() || '.' || ?, 0))";

  private static final String RAISE_MEMORY =
      """
      SELECT set_config('maintenance_work_mem',
        greatest(pg_size_bytes(current_setting('maintenance_work_mem')), ?) / 1024 || 'kB', false)
      """;

  boolean isPossible() {
    return vectors.dimension() <= MAX_HALF_VECTOR;
  }

  String name() {
    return "%s_hnsw_%d".formatted(vectors.table(), collectionId);
  }

  /// The expression over a column or value of type `vector` that is in the index.
  String indexed(String vector) {
    return vectors.dimension() <= MAX_VECTOR
        ? vector
        : "%s::halfvec(%d)".formatted(vector, vectors.dimension());
  }

  /// Builds it where it is missing or was left unfinished. Others read and write meanwhile.
  ///
  /// @param connection in which each statement is its own transaction
  /// @param pictures how many there are
  void build(Connection connection, VectorExtension extension, long pictures) throws SQLException {
    if (!isPossible() || !tryLock(connection) || isComplete(connection)) {
      return;
    }
    extension.advice().ifPresent(LOG::warn);
    raiseMemory(connection, pictures);
    try (Statement statement = connection.createStatement()) {
      if (!extension.buildsSafelyInParallel()) {
        statement.execute("SET max_parallel_maintenance_workers = 0");
      }
      statement.execute(dropSql());
      try {
        statement.execute(createSql());
      } catch (SQLException e) {
        if (!DatabaseErrors.state(e).startsWith("53")) {
          throw e;
        }
        // Workers share the graph in /dev/shm, which containers keep at 64 MB; one alone does not.
        statement.execute("SET max_parallel_maintenance_workers = 0");
        statement.execute(dropSql());
        statement.execute(createSql());
      }
    }
  }

  /// Removes it.
  ///
  /// @param connection in which each statement is its own transaction
  void drop(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(dropSql());
    }
  }

  /// As it was built, by this Pictor or an older one; empty if it is not there or unfinished.
  Optional<GraphParameters> parameters(Connection connection, int efSearch) throws SQLException {
    if (!isPossible() || !isComplete(connection)) {
      return Optional.empty();
    }
    try (PreparedStatement select = connection.prepareStatement(OPTIONS)) {
      select.setString(1, name());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return Optional.of(new GraphParameters(1, row.getInt(1), row.getInt(2), efSearch));
      }
    }
  }

  private boolean isComplete(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(STATE)) {
      select.setString(1, name());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private String createSql() {
    String operators = vectors.dimension() <= MAX_VECTOR ? "vector_ip_ops" : "halfvec_ip_ops";
    return """
    CREATE INDEX CONCURRENTLY %s ON %s
    USING hnsw ((%s) %s) WITH (m = %d, ef_construction = %d)
    WHERE collection_id = %d
    """
        .formatted(
            name(),
            vectors.table(),
            indexed("embedding"),
            operators,
            M,
            EF_CONSTRUCTION,
            collectionId);
  }

  private String dropSql() {
    return "DROP INDEX CONCURRENTLY IF EXISTS " + name();
  }

  private boolean tryLock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(TRY_LOCK)) {
      lock.setString(1, name());
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /// So that the graph fits in memory: a build that spills takes many times as long.
  private void raiseMemory(Connection connection, long pictures) throws SQLException {
    long graphBytes = pictures * (4L * vectors.dimension() + 1_024);
    try (PreparedStatement set = connection.prepareStatement(RAISE_MEMORY)) {
      set.setLong(1, Math.clamp(graphBytes, 64 * MIB, 2_047 * MIB));
      set.executeQuery().close();
    }
  }
}
