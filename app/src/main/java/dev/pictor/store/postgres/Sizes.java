package dev.pictor.store.postgres;

import dev.pictor.store.StoreSizes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// How much room a collection takes in the tables. Nothing large is read for it.
final class Sizes {
  private static final String SELECT =
      """
      SELECT (SELECT count(*) FROM %1$s WHERE collection_id = c.id) AS vectors,
             coalesce(pg_relation_size(to_regclass('%2$s')), 0) AS vector_index,
             (SELECT coalesce(sum(octet_length(jpeg)), 0) FROM thumbnail
              WHERE collection_id = c.id) AS thumbnails,
             pg_total_relation_size('picture') + pg_total_relation_size('file')
               + pg_total_relation_size('thumbnail') + pg_total_relation_size('%1$s') AS on_disk,
             EXISTS (SELECT FROM collection other WHERE other.id <> c.id) AS is_shared
      FROM (SELECT CAST(? AS bigint) AS id) c
      """;

  private Sizes() {}

  static StoreSizes of(Connection connection, long collectionId, VectorIndex index)
      throws SQLException {
    Vectors vectors = index.vectors();
    try (PreparedStatement select =
        connection.prepareStatement(SELECT.formatted(vectors.table(), index.name()))) {
      select.setLong(1, collectionId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new StoreSizes(
            row.getLong("vectors") * vectors.dimension() * Float.BYTES,
            row.getLong("vector_index"),
            row.getLong("thumbnails"),
            row.getLong("on_disk"),
            row.getBoolean("is_shared"));
      }
    }
  }
}
