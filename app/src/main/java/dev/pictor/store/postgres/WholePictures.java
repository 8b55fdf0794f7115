package dev.pictor.store.postgres;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.StoreException;
import dev.pictor.store.WholePicture;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Pictures with what other tables have of them.
///
/// @param vectors where the collection's embeddings are
record WholePictures(Vectors vectors) {
  /// Some 30 KB each.
  private static final int FETCH_SIZE = 200;

  private static final String SELECT =
      """
      SELECT p.id, p.hash, p.format, p.size_bytes, p.width, p.height, %s,
             v.embedding::real[] AS embedding, t.jpeg, f.roots, f.paths, f.sizes, f.times
      FROM picture p
        LEFT JOIN %s v ON v.collection_id = p.collection_id AND v.picture_id = p.id
        LEFT JOIN thumbnail t ON t.collection_id = p.collection_id AND t.picture_id = p.id
        CROSS JOIN LATERAL (
          SELECT array_agg(root) AS roots, array_agg(path) AS paths,
                 array_agg(size_bytes) AS sizes, array_agg(modified_millis) AS times
          FROM file WHERE collection_id = p.collection_id AND picture_id = p.id) f
      WHERE p.collection_id = ?
      ORDER BY p.id
      """;

  /// Fetched piece by piece, in the order of ids.
  ///
  /// @throws StoreException at one of which a part is missing
  void forEach(
      Connection connection,
      long collectionId,
      ModelIdentity model,
      Consumer<WholePicture> consumer)
      throws SQLException {
    String sql = SELECT.formatted(MetadataColumns.names("p."), vectors.table());
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH_SIZE);
      select.setLong(1, collectionId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          consumer.accept(whole(row, model));
        }
      }
    }
  }

  private static WholePicture whole(ResultSet row, ModelIdentity model) throws SQLException {
    Picture picture = Pictures.picture(row);
    Array embedding = row.getArray("embedding");
    byte[] thumbnail = row.getBytes("jpeg");
    if (embedding == null || thumbnail == null || row.getArray("paths") == null) {
      throw WholePicture.notWhole(
          picture.id(),
          embedding == null ? "embedding" : thumbnail == null ? "thumbnail" : "place");
    }
    return new WholePicture(
        picture,
        files(row, picture),
        WholePicture.embedding(picture.id(), model, Vectors.floats(embedding)),
        thumbnail);
  }

  private static List<PictureFile> files(ResultSet row, Picture picture) throws SQLException {
    String[] roots = (String[]) row.getArray("roots").getArray();
    String[] paths = (String[]) row.getArray("paths").getArray();
    Long[] sizes = (Long[]) row.getArray("sizes").getArray();
    Long[] times = (Long[]) row.getArray("times").getArray();
    List<PictureFile> files = new ArrayList<>(paths.length);
    for (int i = 0; i < paths.length; i++) {
      files.add(
          new PictureFile(
              new Place(roots[i], paths[i]), new FileStamp(sizes[i], times[i]), picture.hash()));
    }
    return files;
  }
}
