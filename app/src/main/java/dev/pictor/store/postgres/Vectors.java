package dev.pictor.store.postgres;

import dev.pictor.store.StoreException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The tables of vectors, one for each dimension: `embedding_512` and so on.
///
/// @param dimension of the embeddings; the only thing that goes into names, and it is our own
///     number
record Vectors(int dimension) {
  /// Up to here a row fits in a page of 8 KiB; then vectors lie in line, which a scan likes.
  private static final int MAX_INLINE_DIMENSION = 2_000;

  String table() {
    return "embedding_" + dimension;
  }

  /// Makes the table, to be called with [SchemaSetup#lock] held.
  void create(Connection connection) throws SQLException {
    String create =
        """
        CREATE TABLE IF NOT EXISTS %1$s (
          collection_id bigint NOT NULL,
          picture_id uuid NOT NULL,
          embedding vector(%2$d) NOT NULL,
          PRIMARY KEY (collection_id, picture_id),
          FOREIGN KEY (collection_id, picture_id) REFERENCES picture ON DELETE CASCADE);
        ALTER TABLE %1$s
          ALTER COLUMN embedding SET STORAGE %3$s,
          ALTER COLUMN embedding SET STATISTICS 0;
        """;
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          create.formatted(
              table(), dimension, dimension <= MAX_INLINE_DIMENSION ? "PLAIN" : "EXTERNAL"));
    }
  }

  boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      select.setString(1, table());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /// Takes over what [Pictures#stage] brought. Vectors that have not changed are not written, which
  /// spares the index.
  void merge(Connection connection, long collectionId) throws SQLException {
    String merge =
        """
        INSERT INTO %1$s (collection_id, picture_id, embedding)
        SELECT ?, id, embedding FROM staged_picture
        ON CONFLICT (collection_id, picture_id) DO UPDATE SET embedding = excluded.embedding
        WHERE %1$s.embedding <> excluded.embedding
        """;
    try (PreparedStatement statement = connection.prepareStatement(merge.formatted(table()))) {
      statement.setLong(1, collectionId);
      statement.executeUpdate();
    }
  }

  /// The stored vector, bit for bit.
  float[] read(Connection connection, long collectionId, UUID pictureId) throws SQLException {
    String sql = "SELECT embedding::real[] FROM %s WHERE collection_id = ? AND picture_id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql.formatted(table()))) {
      select.setLong(1, collectionId);
      select.setObject(2, pictureId);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new StoreException(
              "Picture %s has lost its embedding. 'pictor doctor --fix' makes it again."
                  .formatted(pictureId));
        }
        return floats(row.getArray(1));
      }
    }
  }

  /// Of several pictures, by id; those that are not there are not among them.
  Map<UUID, float[]> read(Connection connection, long collectionId, Collection<UUID> pictureIds)
      throws SQLException {
    String sql =
        "SELECT picture_id, embedding::real[] FROM %s WHERE collection_id = ? AND picture_id = ANY (?)";
    Map<UUID, float[]> read = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql.formatted(table()))) {
      select.setLong(1, collectionId);
      select.setArray(2, Rows.uuids(connection, pictureIds));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          read.put(row.getObject(1, UUID.class), floats(row.getArray(2)));
        }
      }
    }
    return read;
  }

  /// Tells the planner how much there is now, instead of waiting for the server to look by itself.
  void analyze(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE picture, file, " + table());
    }
  }

  static float[] floats(Array array) throws SQLException {
    Float[] boxed = (Float[]) array.getArray();
    float[] values = new float[boxed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed[i];
    }
    return values;
  }
}
