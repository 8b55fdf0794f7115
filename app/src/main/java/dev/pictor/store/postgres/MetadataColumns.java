package dev.pictor.store.postgres;

import dev.pictor.picture.Exposure;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.MetadataText;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.TakenAt;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How [PictureMetadata] lies in the table `picture`.
final class MetadataColumns {
  /// A column and its type.
  private record Column(String name, String type) {}

  private static final List<Column> ALL =
      List.of(
          new Column("taken_at", "timestamp"),
          new Column("taken_offset_seconds", "integer"),
          new Column("camera", "text"),
          new Column("camera_folded", "text"),
          new Column("lens", "text"),
          new Column("lens_folded", "text"),
          new Column("exposure_seconds", "double precision"),
          new Column("f_number", "double precision"),
          new Column("iso", "integer"),
          new Column("focal_length_mm", "double precision"),
          new Column("latitude", "double precision"),
          new Column("longitude", "double precision"),
          new Column("orientation", "integer"),
          new Column("title", "text"),
          new Column("keywords", "text[]"),
          new Column("keywords_folded", "text[]"),
          new Column("rating", "integer"));

  static final int COUNT = ALL.size();

  private MetadataColumns() {}

  /// The names in order, each behind a prefix: `p.camera, p.lens` say.
  static String names(String prefix) {
    return joined(prefix + "%1$s");
  }

  /// For `CREATE TABLE`.
  static String definitions() {
    return joined("%1$s %2$s");
  }

  /// For `ON CONFLICT DO UPDATE`.
  static String assignments() {
    return joined("%1$s = excluded.%1$s");
  }

  private static String joined(String form) {
    return String.join(
        ", ", ALL.stream().map(column -> form.formatted(column.name(), column.type())).toList());
  }

  /// All of them, in order.
  static void write(BinaryCopy copy, PictureMetadata metadata) throws SQLException {
    TakenAt takenAt = metadata.takenAt();
    ZoneOffset offset = takenAt == null ? null : takenAt.offset();
    copy.local(takenAt == null ? null : takenAt.local())
        .number(offset == null ? null : offset.getTotalSeconds());
    text(copy, metadata.camera());
    text(copy, metadata.lens());
    Exposure exposure = metadata.exposure();
    GeoPoint location = metadata.location();
    copy.real(exposure.seconds())
        .real(exposure.fNumber())
        .number(exposure.iso())
        .real(exposure.focalLengthMm())
        .real(location == null ? null : location.latitude())
        .real(location == null ? null : location.longitude())
        .number(metadata.orientation())
        .line(metadata.title());
    List<String> keywords = metadata.keywords();
    if (keywords.isEmpty()) {
      copy.nothing().nothing();
    } else {
      copy.texts(keywords).texts(keywords.stream().map(MetadataText::folded).toList());
    }
    copy.number(metadata.rating());
  }

  private static void text(BinaryCopy copy, @Nullable String text) throws SQLException {
    copy.line(text).line(text == null ? null : MetadataText.folded(text));
  }

  static PictureMetadata read(ResultSet row) throws SQLException {
    return new PictureMetadata(
        takenAt(row),
        row.getString("camera"),
        row.getString("lens"),
        new Exposure(
            row.getObject("exposure_seconds", Double.class),
            row.getObject("f_number", Double.class),
            row.getObject("iso", Integer.class),
            row.getObject("focal_length_mm", Double.class)),
        location(row),
        row.getObject("orientation", Integer.class),
        row.getString("title"),
        keywords(row),
        row.getObject("rating", Integer.class));
  }

  private static @Nullable TakenAt takenAt(ResultSet row) throws SQLException {
    LocalDateTime local = row.getObject("taken_at", LocalDateTime.class);
    if (local == null) {
      return null;
    }
    Integer offset = row.getObject("taken_offset_seconds", Integer.class);
    return new TakenAt(
        local, offset == null ? null : ZoneOffset.ofTotalSeconds(offset), TakenAt.Source.EXIF);
  }

  private static @Nullable GeoPoint location(ResultSet row) throws SQLException {
    Double latitude = row.getObject("latitude", Double.class);
    Double longitude = row.getObject("longitude", Double.class);
    return latitude == null || longitude == null ? null : new GeoPoint(latitude, longitude);
  }

  private static List<String> keywords(ResultSet row) throws SQLException {
    Array keywords = row.getArray("keywords");
    return keywords == null ? List.of() : List.of((String[]) keywords.getArray());
  }
}
