package dev.pictor.store.postgres;

import dev.pictor.clip.Embedding;
import dev.pictor.store.Filter;
import dev.pictor.store.Similarities;
import dev.pictor.store.Taken;
import dev.pictor.store.postgres.VectorSearch.Question;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/// Goes over all pictures of a collection that pass a filter, a part at a time.
record MatchingPictures(Vectors vectors, long collectionId) {
  private static final int FETCHED_AT_ONCE = 2_000;

  long count(Connection connection, Filter filter) throws SQLException {
    Condition condition = Condition.of(filter);
    String sql = "SELECT count(*) FROM picture p WHERE p.collection_id = ? AND " + condition.sql();
    List<Object> values = new ArrayList<>(List.of(collectionId));
    values.addAll(condition.values());
    try (PreparedStatement select = VectorSearch.prepare(connection, new Question(sql, values));
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /// As in [VectorSearch], the negative of the inner product is asked for: the vectors have norm 1.
  void forEachSimilarity(
      Connection connection,
      List<Embedding> queries,
      Filter filter,
      Consumer<Similarities> consumer)
      throws SQLException {
    Condition condition = Condition.of(filter);
    String sql =
        """
        SELECT e.picture_id%s
        FROM %s e%s
        WHERE e.collection_id = ? AND %s
        """
            .formatted(
                ", -(e.embedding <#> ?::real[]::vector)".repeat(queries.size()),
                vectors.table(),
                VectorSearch.join(filter),
                condition.sql());
    List<Object> values = new ArrayList<>();
    for (Embedding query : queries) {
      Array vector = connection.unwrap(PGConnection.class).createArrayOf("float4", query.toArray());
      values.add(vector);
    }
    values.add(collectionId);
    values.addAll(condition.values());
    VectorSearch.execute(connection, VectorSearch.SETTINGS);
    forEach(
        connection,
        new Question(sql, values),
        row -> {
          float[] cosines = new float[queries.size()];
          for (int i = 0; i < cosines.length; i++) {
            cosines[i] = Math.clamp(row.getFloat(i + 2), -1f, 1f);
          }
          consumer.accept(new Similarities(Rows.pictureId(row.getObject(1, UUID.class)), cosines));
        });
  }

  void forEachTaken(Connection connection, Filter filter, Consumer<Taken> consumer)
      throws SQLException {
    Condition condition = Condition.of(filter);
    String sql =
        """
        SELECT p.id,
               CASE WHEN p.taken_at IS NOT NULL
                    THEN CAST(floor(extract(epoch FROM p.taken_at) * 1000) AS bigint) END,
               (SELECT min(f.modified_millis) FROM file f
                WHERE f.collection_id = p.collection_id AND f.picture_id = p.id)
        FROM picture p
        WHERE p.collection_id = ? AND %s
        """
            .formatted(condition.sql());
    List<Object> values = new ArrayList<>(List.of(collectionId));
    values.addAll(condition.values());
    forEach(
        connection,
        new Question(sql, values),
        row -> {
          var id = Rows.pictureId(row.getObject(1, UUID.class));
          long byCamera = row.getLong(2);
          consumer.accept(
              row.wasNull() ? Taken.ofFile(id, row.getLong(3)) : new Taken(id, byCamera));
        });
  }

  /// The primary key has their order.
  List<float[]> sample(Connection connection, int most) throws SQLException {
    String sql =
        "SELECT embedding::real[] FROM %s WHERE collection_id = ? ORDER BY picture_id LIMIT ?"
            .formatted(vectors.table());
    List<float[]> sample = new ArrayList<>();
    forEach(
        connection,
        new Question(sql, List.of(collectionId, most)),
        row -> sample.add(Vectors.floats(row.getArray(1))));
    return sample;
  }

  private static void forEach(Connection connection, Question question, Row row)
      throws SQLException {
    try (PreparedStatement select = VectorSearch.prepare(connection, question)) {
      select.setFetchSize(FETCHED_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          row.tell(rows);
        }
      }
    }
  }

  private interface Row {
    void tell(ResultSet row) throws SQLException;
  }
}
