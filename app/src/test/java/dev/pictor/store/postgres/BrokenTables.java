package dev.pictor.store.postgres;

import dev.pictor.picture.PictureId;
import java.util.HexFormat;

/// Damages the one collection of a database as no batch could.
public record BrokenTables(TestDatabase database) {
  public void removeThumbnail(PictureId id) {
    database.execute(
        "DELETE FROM %s.thumbnail WHERE picture_id = '%s'".formatted(database.schema(), id));
  }

  public void setThumbnail(PictureId id, byte[] bytes) {
    database.execute(
        "UPDATE %s.thumbnail SET jpeg = '\\x%s' WHERE picture_id = '%s'"
            .formatted(database.schema(), HexFormat.of().formatHex(bytes), id));
  }

  public void removeVector(PictureId id) {
    database.execute("DELETE FROM %s WHERE picture_id = '%s'".formatted(vectors(), id));
  }

  public void scaleVector(PictureId id, float factor) {
    String first =
        database
            .query(
                "SELECT embedding::real[] FROM %s WHERE picture_id = '%s'".formatted(vectors(), id))
            .getFirst();
    StringBuilder scaled = new StringBuilder();
    for (String value : first.substring(1, first.length() - 1).split(",")) {
      scaled.append(scaled.isEmpty() ? "[" : ",").append(Float.parseFloat(value) * factor);
    }
    String vector = "%s]".formatted(scaled);
    database.execute(
        "UPDATE %s SET embedding = '%s' WHERE picture_id = '%s'".formatted(vectors(), vector, id));
  }

  public void removeRecord(PictureId id) {
    String key = "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s_collection_id_picture_id_fkey";
    String dimension = vectors().substring(vectors().lastIndexOf('.') + 1);
    for (String table : new String[] {"file", "thumbnail", dimension}) {
      database.execute(key.formatted(database.schema() + "." + table, table));
    }
    database.execute("DELETE FROM %s.picture WHERE id = '%s'".formatted(database.schema(), id));
  }

  public void removePlaces(PictureId id) {
    database.execute(
        "DELETE FROM %s.file WHERE picture_id = '%s'".formatted(database.schema(), id));
  }

  private String vectors() {
    String dimension =
        database
            .query("SELECT dimension FROM %s.collection".formatted(database.schema()))
            .getFirst();
    return "%s.embedding_%s".formatted(database.schema(), dimension);
  }
}
