package dev.pictor.store.postgres;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// How our values look in columns.
final class Rows {
  private Rows() {}

  /// Orders as the id's hex digits do.
  static UUID uuid(PictureId id) {
    return uuid(HexFormat.of().parseHex(id.value()));
  }

  static UUID uuid(ContentHash hash) {
    return uuid(PictureId.of(hash));
  }

  static PictureId pictureId(UUID uuid) {
    return new PictureId(uuid.toString().replace("-", ""));
  }

  static byte[] bytes(ContentHash hash) {
    return HexFormat.of().parseHex(hash.hex());
  }

  static ContentHash contentHash(byte[] bytes) {
    return new ContentHash(HexFormat.of().formatHex(bytes));
  }

  /// A key of fixed length: a path can be longer than what PostgreSQL takes into an index.
  static UUID placeId(Place place) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(place.root().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return uuid(digest.digest(place.path().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }

  /// From the arrays `roots` and `paths`, sorted.
  static List<Place> places(ResultSet row) throws SQLException {
    String[] roots = (String[]) row.getArray("roots").getArray();
    String[] paths = (String[]) row.getArray("paths").getArray();
    List<Place> places = new ArrayList<>(paths.length);
    for (int i = 0; i < paths.length; i++) {
      places.add(new Place(roots[i], paths[i]));
    }
    return places.stream().sorted().toList();
  }

  static Array uuids(Connection connection, Collection<UUID> uuids) throws SQLException {
    return connection.createArrayOf("uuid", uuids.toArray());
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
