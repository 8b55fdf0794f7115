package dev.pictor.store.postgres;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.StoreCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The tables `picture` and `thumbnail`.
final class Pictures {
  private static final String STAGE =
      """
      CREATE TEMPORARY TABLE staged_picture (
        id uuid, hash bytea, format text, size_bytes bigint, width integer, height integer,
        %s, jpeg bytea, embedding vector)
      ON COMMIT DROP
      """
          .formatted(MetadataColumns.definitions());

  private static final String COPY = "COPY staged_picture FROM STDIN (FORMAT binary)";

  private static final String MERGE =
      """
      INSERT INTO picture (collection_id, id, hash, format, size_bytes, width, height, %1$s)
      SELECT ?, id, hash, format, size_bytes, width, height, %1$s FROM staged_picture
      ON CONFLICT (collection_id, id) DO UPDATE SET
        format = excluded.format, size_bytes = excluded.size_bytes,
        width = excluded.width, height = excluded.height, %2$s
      """
          .formatted(MetadataColumns.names(""), MetadataColumns.assignments());

  private static final String MERGE_THUMBNAILS =
      """
      INSERT INTO thumbnail (collection_id, picture_id, jpeg)
      SELECT ?, id, jpeg FROM staged_picture
      ON CONFLICT (collection_id, picture_id) DO UPDATE SET jpeg = excluded.jpeg
      WHERE thumbnail.jpeg <> excluded.jpeg
      """;

  private static final String DELETE_WITHOUT_PLACE =
      """
      DELETE FROM picture p
      WHERE p.collection_id = ? AND p.id = ANY (?)
        AND NOT EXISTS (
          SELECT FROM file f WHERE f.collection_id = p.collection_id AND f.picture_id = p.id)
      """;

  private static final String SELECT_HASHES =
      "SELECT hash FROM picture WHERE collection_id = ? AND id = ANY (?)";

  private static final String SELECT_WITH_PLACES =
      """
      SELECT p.id, p.hash, p.format, p.size_bytes, p.width, p.height, %s,
             array_agg(f.root) AS roots, array_agg(f.path) AS paths,
             min(f.modified_millis) AS modified_millis
      FROM picture p JOIN file f ON f.collection_id = p.collection_id AND f.picture_id = p.id
      WHERE p.collection_id = ? AND p.id = ANY (?)
      GROUP BY p.collection_id, p.id
      """
          .formatted(MetadataColumns.names("p."));

  private static final String SELECT_THUMBNAIL =
      "SELECT jpeg FROM thumbnail WHERE collection_id = ? AND picture_id = ?";

  private static final String COUNT =
      """
      SELECT (SELECT count(*) FROM picture WHERE collection_id = c.id) AS pictures,
             (SELECT count(*) FROM file
              WHERE collection_id = c.id AND picture_id IS NOT NULL) AS files,
             (SELECT count(*) FROM file
              WHERE collection_id = c.id AND picture_id IS NULL) AS failed
      FROM (SELECT CAST(? AS bigint) AS id) c
      """;

  private Pictures() {}

  /// A picture and where it lies.
  ///
  /// @param places sorted
  /// @param modifiedMillis of the earliest file there
  record Described(Picture picture, List<Place> places, long modifiedMillis) {}

  /// Brings pictures to the server, for [#merge] and [Vectors#merge] in the same transaction.
  static void stage(Connection connection, Collection<PutPicture> pictures) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.execute(STAGE);
    }
    try (BinaryCopy copy = new BinaryCopy(connection, COPY)) {
      for (PutPicture put : pictures) {
        Picture picture = put.picture();
        copy.row(8 + MetadataColumns.COUNT)
            .uuid(Rows.uuid(picture.id()))
            .bytes(Rows.bytes(picture.hash()))
            .text(picture.format())
            .bigint(picture.sizeBytes())
            .integer(picture.width())
            .integer(picture.height());
        MetadataColumns.write(copy, picture.metadata());
        copy.bytes(put.thumbnail()).vector(put.embedding().toArray());
      }
      copy.finish();
    }
  }

  static void merge(Connection connection, long collectionId) throws SQLException {
    for (String sql : List.of(MERGE, MERGE_THUMBNAILS)) {
      try (PreparedStatement merge = connection.prepareStatement(sql)) {
        merge.setLong(1, collectionId);
        merge.executeUpdate();
      }
    }
  }

  /// Deletes those of these that lie nowhere, with thumbnail and embedding.
  static void deleteWithoutPlace(Connection connection, long collectionId, Collection<UUID> ids)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE_WITHOUT_PLACE)) {
      delete.setLong(1, collectionId);
      delete.setArray(2, Rows.uuids(connection, ids));
      delete.executeUpdate();
    }
  }

  static Set<ContentHash> contained(
      Connection connection, long collectionId, Collection<ContentHash> hashes)
      throws SQLException {
    Set<ContentHash> contained = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT_HASHES)) {
      select.setLong(1, collectionId);
      select.setArray(2, Rows.uuids(connection, hashes.stream().map(Rows::uuid).toList()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          contained.add(Rows.contentHash(rows.getBytes(1)));
        }
      }
    }
    return contained;
  }

  /// By id; those that are not there are not among them.
  static Map<UUID, Described> describe(
      Connection connection, long collectionId, Collection<UUID> ids) throws SQLException {
    Map<UUID, Described> described = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT_WITH_PLACES)) {
      select.setLong(1, collectionId);
      select.setArray(2, Rows.uuids(connection, ids));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          described.put(
              row.getObject("id", UUID.class),
              new Described(picture(row), Rows.places(row), row.getLong("modified_millis")));
        }
      }
    }
    return described;
  }

  /// From the columns of its table.
  static Picture picture(ResultSet row) throws SQLException {
    return new Picture(
        Rows.contentHash(row.getBytes("hash")),
        row.getString("format"),
        row.getLong("size_bytes"),
        row.getInt("width"),
        row.getInt("height"),
        MetadataColumns.read(row));
  }

  static Optional<byte[]> thumbnail(Connection connection, long collectionId, UUID id)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT_THUMBNAIL)) {
      select.setLong(1, collectionId);
      select.setObject(2, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  static StoreCounts counts(Connection connection, long collectionId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setLong(1, collectionId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new StoreCounts(
            row.getLong("pictures"), row.getLong("files"), row.getLong("failed"));
      }
    }
  }
}
