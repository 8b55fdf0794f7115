package dev.pictor.store.postgres;

import dev.pictor.store.Filter;
import dev.pictor.store.GraphParameters;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;

/// Finds the nearest vectors of a collection.
///
/// Up to a limit of matching pictures all of them are compared. Above it the HNSW index proposes
/// twice as many as are wanted and those are compared; should it propose too few, all are compared
/// after all. Embeddings have norm 1, so that the inner product is the cosine similarity;
/// pgvector's `<#>` is its negative.
///
/// @param exactLimit up to so many matching pictures all are compared
record VectorSearch(VectorIndex index, int exactLimit) {
  /// pgvector's largest `hnsw.ef_search`, and thus what the index can propose well.
  private static final int MAX_EF_SEARCH = 1_000;

  private static final int MIN_EF_SEARCH = 200;

  /// Plans know the query vector and the collection: neither a partial index nor a vector that is
  /// converted once is possible otherwise. To compile a plan takes 45 ms, and searching 1.
  static final String SETTINGS =
      "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off";

  private static final String INDEX_SETTINGS =
      """
      SET LOCAL hnsw.ef_search = %d;
      SET LOCAL hnsw.iterative_scan = relaxed_order;
      SET LOCAL enable_seqscan = off;
      SET LOCAL enable_bitmapscan = off;
      SET LOCAL enable_sort = off
      """;

  private static final String NO_INDEX_SETTINGS =
      """
      SET LOCAL enable_seqscan TO DEFAULT;
      SET LOCAL enable_bitmapscan TO DEFAULT;
      SET LOCAL enable_sort TO DEFAULT
      """;

  /// A vector's picture and its similarity to the query.
  record Scored(UUID pictureId, double cosineSimilarity) {}

  /// @param hits best first, ties by id
  record Found(boolean exact, List<Scored> hits) {}

  /// A statement and what is bound to it, in order.
  record Question(String sql, List<Object> values) {}

  Found nearest(Connection connection, float[] query, Filter filter, int k) throws SQLException {
    Array vector = connection.unwrap(PGConnection.class).createArrayOf("float4", query);
    execute(connection, SETTINGS);
    if (k <= MAX_EF_SEARCH && index.isPossible() && indexIsWorthwhile(connection, filter)) {
      execute(connection, indexSettings(k));
      List<Scored> hits = select(connection, approximate(vector, filter, k));
      if (hits.size() == k) {
        return new Found(false, hits);
      }
      execute(connection, NO_INDEX_SETTINGS);
    }
    return new Found(true, select(connection, exact(vector, filter, k)));
  }

  /// Empty if there is none that a search for so many asks.
  Optional<GraphParameters> graph(Connection connection, int k) throws SQLException {
    return k <= MAX_EF_SEARCH ? index.parameters(connection, efSearch(k)) : Optional.empty();
  }

  private static int efSearch(int k) {
    return Math.clamp(4L * k, MIN_EF_SEARCH, MAX_EF_SEARCH);
  }

  static String indexSettings(int k) {
    return INDEX_SETTINGS.formatted(efSearch(k));
  }

  /// The similarity is computed, not an operator alone, so that no index can stand in for it.
  private Question exact(Array vector, Filter filter, int k) {
    Condition condition = Condition.of(filter);
    String sql =
        """
        SELECT e.picture_id, -(e.embedding <#> ?::real[]::vector) AS similarity
        FROM %s e%s
        WHERE e.collection_id = ? AND %s
        ORDER BY similarity DESC, e.picture_id
        LIMIT ?
        """
            .formatted(index.vectors().table(), join(filter), condition.sql());
    List<Object> values = new ArrayList<>(List.of(vector, index.collectionId()));
    values.addAll(condition.values());
    values.add(k);
    return new Question(sql, values);
  }

  /// The index serves a bare `ORDER BY column <#> value LIMIT n` and nothing else.
  Question approximate(Array vector, Filter filter, int k) {
    Condition condition = Condition.of(filter);
    String sql =
        """
        WITH proposed AS MATERIALIZED (
          SELECT e.picture_id, -(e.embedding <#> ?::real[]::vector) AS similarity
          FROM %s e%s
          WHERE e.collection_id = ? AND %s
          ORDER BY %s <#> %s
          LIMIT ?)
        SELECT picture_id, similarity FROM proposed ORDER BY similarity DESC, picture_id LIMIT ?
        """
            .formatted(
                index.vectors().table(),
                join(filter),
                condition.sql(),
                index.indexed("e.embedding"),
                index.indexed("?::real[]::vector"));
    List<Object> values = new ArrayList<>(List.of(vector, index.collectionId()));
    values.addAll(condition.values());
    values.addAll(List.of(vector, Math.min(2 * k, MAX_EF_SEARCH), k));
    return new Question(sql, values);
  }

  private boolean indexIsWorthwhile(Connection connection, Filter filter) throws SQLException {
    Condition condition = Condition.of(filter);
    String sql =
        """
        SELECT coalesce((SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)), false)
          AND ? < (SELECT count(*) FROM (
                     SELECT FROM picture p WHERE p.collection_id = ? AND %s LIMIT ?) matching)
        """
            .formatted(condition.sql());
    List<Object> values = new ArrayList<>(List.of(index.name(), exactLimit, index.collectionId()));
    values.addAll(condition.values());
    values.add(exactLimit + 1L);
    try (PreparedStatement select = prepare(connection, new Question(sql, values));
        ResultSet row = select.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static List<Scored> select(Connection connection, Question question) throws SQLException {
    List<Scored> hits = new ArrayList<>();
    try (PreparedStatement select = prepare(connection, question);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        double similarity = Math.clamp(row.getDouble(2), -1.0, 1.0);
        hits.add(new Scored(row.getObject(1, UUID.class), similarity));
      }
    }
    return hits;
  }

  static PreparedStatement prepare(Connection connection, Question question) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(question.sql());
    for (int i = 0; i < question.values().size(); i++) {
      statement.setObject(i + 1, question.values().get(i));
    }
    return statement;
  }

  static String join(Filter filter) {
    return filter instanceof Filter.All
        ? ""
        : " JOIN picture p ON p.collection_id = e.collection_id AND p.id = e.picture_id";
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
