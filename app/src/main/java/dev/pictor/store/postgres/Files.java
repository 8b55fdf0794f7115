package dev.pictor.store.postgres;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import dev.pictor.store.KnownFile;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.KnownFile.PictureFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The table `file`.
final class Files {
  private static final int FETCH_SIZE = 1_000;

  private static final String STAGE =
      """
      CREATE TEMPORARY TABLE staged_file (
        place_id uuid, root text, path text, size_bytes bigint, modified_millis bigint,
        picture_id uuid, failure text, failed_at timestamptz, attempts integer)
      ON COMMIT DROP
      """;

  private static final String COPY = "COPY staged_file FROM STDIN (FORMAT binary)";

  private static final String MERGE =
      """
      INSERT INTO file (collection_id, place_id, root, path, size_bytes, modified_millis,
                        picture_id, failure, failed_at, attempts)
      SELECT ?, place_id, root, path, size_bytes, modified_millis,
             picture_id, failure, failed_at, attempts
      FROM staged_file
      ON CONFLICT (collection_id, place_id) DO UPDATE SET
        size_bytes = excluded.size_bytes, modified_millis = excluded.modified_millis,
        picture_id = excluded.picture_id, failure = excluded.failure,
        failed_at = excluded.failed_at, attempts = excluded.attempts
      """;

  private static final String DELETE =
      "DELETE FROM file WHERE collection_id = ? AND place_id = ANY (?)";

  private static final String SELECT_PICTURES =
      """
      SELECT DISTINCT picture_id FROM file
      WHERE collection_id = ? AND place_id = ANY (?) AND picture_id IS NOT NULL
      """;

  private static final String SELECT_ROOT =
      """
      SELECT f.root, f.path, f.size_bytes, f.modified_millis, f.picture_id, p.hash,
             f.failure, f.failed_at, f.attempts
      FROM file f LEFT JOIN picture p
        ON p.collection_id = f.collection_id AND p.id = f.picture_id
      WHERE f.collection_id = ? AND f.root = ?
      """;

  private static final String SELECT_ALL_FAILURES =
      """
      SELECT root, path, size_bytes, modified_millis, failure, failed_at, attempts
      FROM file
      WHERE collection_id = ? AND picture_id IS NULL
      """;

  private static final String SELECT_FAILURES =
      SELECT_ALL_FAILURES
          + """
            AND failed_at <= coalesce(CAST(? AS timestamptz), 'infinity')
          ORDER BY failed_at DESC, place_id
          LIMIT ?
          """;

  private Files() {}

  /// Brings files to the server, for [#merge] in the same transaction.
  static void stage(Connection connection, Collection<KnownFile> files) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.execute(STAGE);
    }
    try (BinaryCopy copy = new BinaryCopy(connection, COPY)) {
      for (KnownFile file : files) {
        copy.row(9)
            .uuid(Rows.placeId(file.place()))
            .text(file.place().root())
            .text(file.place().path())
            .bigint(file.stamp().sizeBytes())
            .bigint(file.stamp().modifiedMillis());
        switch (file) {
          case PictureFile picture ->
              copy.uuid(Rows.uuid(picture.hash())).nothing().nothing().nothing();
          case FailedFile failed ->
              copy.nothing()
                  .text(failed.reason())
                  .timestamp(failed.at())
                  .integer(failed.attempts());
        }
      }
      copy.finish();
    }
  }

  static void merge(Connection connection, long collectionId) throws SQLException {
    try (PreparedStatement merge = connection.prepareStatement(MERGE)) {
      merge.setLong(1, collectionId);
      merge.executeUpdate();
    }
  }

  static void delete(Connection connection, long collectionId, Collection<Place> places)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setLong(1, collectionId);
      delete.setArray(2, Rows.uuids(connection, places.stream().map(Rows::placeId).toList()));
      delete.executeUpdate();
    }
  }

  /// Ids of the pictures that lie there.
  static Set<UUID> picturesAt(Connection connection, long collectionId, Collection<Place> places)
      throws SQLException {
    Set<UUID> pictures = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT_PICTURES)) {
      select.setLong(1, collectionId);
      select.setArray(2, Rows.uuids(connection, places.stream().map(Rows::placeId).toList()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          pictures.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return pictures;
  }

  /// Fetched piece by piece.
  static void forEach(
      Connection connection, long collectionId, String root, Consumer<KnownFile> consumer)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT_ROOT)) {
      select.setFetchSize(FETCH_SIZE);
      select.setLong(1, collectionId);
      select.setString(2, root);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          consumer.accept(file(row));
        }
      }
    }
  }

  /// @param row with the columns of [#SELECT_ROOT]
  static KnownFile file(ResultSet row) throws SQLException {
    byte[] hash = row.getBytes("hash");
    if (hash != null) {
      return new PictureFile(place(row), stamp(row), Rows.contentHash(hash));
    }
    return row.getObject("picture_id") == null ? failed(row) : lost(row);
  }

  /// A place whose picture is not there, which the foreign key should have prevented. No file has
  /// its stamp, so it is read again.
  private static FailedFile lost(ResultSet row) throws SQLException {
    return new FailedFile(
        place(row), new FileStamp(0, 0), "its picture was lost", Instant.EPOCH, 1);
  }

  /// Most recent first, of those that were not tried after a time; null for all.
  static List<FailedFile> failures(
      Connection connection, long collectionId, int limit, @Nullable Instant until)
      throws SQLException {
    List<FailedFile> failures = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT_FAILURES)) {
      select.setLong(1, collectionId);
      select.setObject(
          2, until == null ? null : until.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
      select.setInt(3, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          failures.add(failed(row));
        }
      }
    }
    return failures;
  }

  /// Fetched piece by piece.
  static void forEachFailure(
      Connection connection, long collectionId, Consumer<FailedFile> consumer) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT_ALL_FAILURES)) {
      select.setFetchSize(FETCH_SIZE);
      select.setLong(1, collectionId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          consumer.accept(failed(row));
        }
      }
    }
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(row.getString("root"), row.getString("path"));
  }

  private static FileStamp stamp(ResultSet row) throws SQLException {
    return new FileStamp(row.getLong("size_bytes"), row.getLong("modified_millis"));
  }

  private static FailedFile failed(ResultSet row) throws SQLException {
    return new FailedFile(
        place(row),
        stamp(row),
        row.getString("failure"),
        row.getObject("failed_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"));
  }
}
