package dev.pictor.store.postgres;

import static dev.pictor.store.DamagedPicture.BEGIN_BYTES;
import static dev.pictor.store.DamagedPicture.END_BYTES;
import static dev.pictor.store.DamagedPicture.MISSING;
import static dev.pictor.store.DamagedPicture.NORM_TOLERANCE;

import dev.pictor.store.DamagedPicture;
import dev.pictor.store.ModelIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What does not fit together in the tables `picture`, `file`, `thumbnail` and one of vectors. The
/// foreign keys keep most of it away, as long as they are there.
///
/// @param vectors where the collection's embeddings are
record Damages(Vectors vectors) {
  private static final int FETCH_SIZE = 1_000;

  /// The server sends what may be damaged only. Of thumbnails, which are stored as they are, it
  /// reads no more than the pages with their ends.
  private static final String SELECT =
      """
      SELECT id, p.is_recorded, v.dimension, v.norm, t.head, t.tail,
             ARRAY(SELECT f.root FROM file f
                   WHERE f.collection_id = ? AND f.picture_id = id ORDER BY place_id) AS roots,
             ARRAY(SELECT f.path FROM file f
                   WHERE f.collection_id = ? AND f.picture_id = id ORDER BY place_id) AS paths
      FROM (SELECT id, true AS is_recorded FROM picture WHERE collection_id = ?) p
      FULL JOIN (SELECT DISTINCT picture_id AS id, true AS is_placed FROM file
                 WHERE collection_id = ? AND picture_id IS NOT NULL) l USING (id)
      FULL JOIN (SELECT picture_id AS id, vector_dims(embedding) AS dimension,
                        vector_norm(embedding) AS norm
                 FROM %s WHERE collection_id = ?) v USING (id)
      FULL JOIN (SELECT picture_id AS id, substring(jpeg FROM 1 FOR %d) AS head,
                        substring(jpeg FROM octet_length(jpeg) - %d) AS tail
                 FROM thumbnail WHERE collection_id = ?) t USING (id)
      WHERE p.is_recorded IS NULL OR l.is_placed IS NULL
        OR v.dimension IS DISTINCT FROM ? OR NOT v.norm BETWEEN ? AND ?
        OR t.head IS DISTINCT FROM '\\xffd8ff' OR t.tail IS DISTINCT FROM '\\xffd9'
      """;

  private static final String DELETE_WITHOUT_RECORD =
      """
      DELETE FROM %s part
      WHERE part.collection_id = ? AND part.picture_id = ANY (?)
        AND NOT EXISTS (
          SELECT FROM picture p
          WHERE p.collection_id = part.collection_id AND p.id = part.picture_id)
      """;

  /// Fetched piece by piece.
  void forEach(
      Connection connection,
      long collectionId,
      ModelIdentity model,
      Consumer<DamagedPicture> consumer)
      throws SQLException {
    String sql = SELECT.formatted(vectors.table(), BEGIN_BYTES, END_BYTES - 1);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH_SIZE);
      for (int parameter = 1; parameter <= 6; parameter++) {
        select.setLong(parameter, collectionId);
      }
      select.setInt(7, model.dimension());
      select.setDouble(8, 1 - NORM_TOLERANCE);
      select.setDouble(9, 1 + NORM_TOLERANCE);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          consumer.accept(
              new DamagedPicture(
                  Rows.pictureId(row.getObject("id", UUID.class)),
                  row.getBoolean("is_recorded"),
                  Rows.places(row),
                  vectorFault(row, model),
                  thumbnailFault(row)));
        }
      }
    }
  }

  private static @Nullable String vectorFault(ResultSet row, ModelIdentity model)
      throws SQLException {
    int dimension = row.getInt("dimension");
    return row.wasNull()
        ? MISSING
        : DamagedPicture.vectorFault(model, dimension, row.getDouble("norm")).orElse(null);
  }

  private static @Nullable String thumbnailFault(ResultSet row) throws SQLException {
    byte[] head = row.getBytes("head");
    return head == null
        ? MISSING
        : DamagedPicture.thumbnailFault(head, row.getBytes("tail")).orElse(null);
  }

  /// Deletes what is left of those of these that have no row in `picture`.
  void deleteWithoutRecord(Connection connection, long collectionId, Collection<UUID> ids)
      throws SQLException {
    for (String table : List.of("file", "thumbnail", vectors.table())) {
      try (PreparedStatement delete =
          connection.prepareStatement(DELETE_WITHOUT_RECORD.formatted(table))) {
        delete.setLong(1, collectionId);
        delete.setArray(2, Rows.uuids(connection, ids));
        delete.executeUpdate();
      }
    }
  }
}
