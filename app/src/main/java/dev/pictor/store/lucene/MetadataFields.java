package dev.pictor.store.lucene;

import dev.pictor.picture.Exposure;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.MetadataText;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.Filter.Shape;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;

/// How [PictureMetadata] lies in a picture's document: what is shown is stored, what is filtered
/// by is indexed with doc values, and text for filters is folded. What is not known is not there,
/// as in documents that were written before there were these fields.
final class MetadataFields {
  /// Indexed: milliseconds of the local clock since 1970.
  static final String TAKEN_AT = "taken-at";

  static final String RATING = "rating";
  static final String LOCATION = "location";
  static final String CAMERA_FOLDED = "camera-folded";
  static final String LENS_FOLDED = "lens-folded";
  static final String KEYWORD_FOLDED = "keyword-folded";

  /// Of the picture; its stored measures have been without an index from the beginning.
  static final String PIXELS_WIDE = "pixels-wide";

  static final String PIXELS_HIGH = "pixels-high";
  static final String SHAPE = "shape";

  private static final String TAKEN_OFFSET = "taken-offset-seconds";
  private static final String CAMERA = "camera";
  private static final String LENS = "lens";
  private static final String EXPOSURE_SECONDS = "exposure-seconds";
  private static final String F_NUMBER = "f-number";
  private static final String ISO = "iso";
  private static final String FOCAL_LENGTH_MM = "focal-length-mm";
  private static final String LATITUDE = "latitude";
  private static final String LONGITUDE = "longitude";
  private static final String ORIENTATION = "orientation";
  private static final String TITLE = "title";
  private static final String KEYWORD = "keyword";

  private MetadataFields() {}

  static void add(Document document, Picture picture) {
    document.add(new IntField(PIXELS_WIDE, picture.width(), Field.Store.NO));
    document.add(new IntField(PIXELS_HIGH, picture.height(), Field.Store.NO));
    document.add(
        new StringField(SHAPE, name(Shape.of(picture.width(), picture.height())), Field.Store.NO));
    PictureMetadata metadata = picture.metadata();
    TakenAt takenAt = metadata.takenAt();
    if (takenAt != null) {
      document.add(new LongField(TAKEN_AT, TakenAt.millis(takenAt.local()), Field.Store.YES));
      ZoneOffset offset = takenAt.offset();
      number(document, TAKEN_OFFSET, offset == null ? null : offset.getTotalSeconds());
    }
    text(document, CAMERA, CAMERA_FOLDED, metadata.camera());
    text(document, LENS, LENS_FOLDED, metadata.lens());
    Exposure exposure = metadata.exposure();
    number(document, EXPOSURE_SECONDS, exposure.seconds());
    number(document, F_NUMBER, exposure.fNumber());
    number(document, ISO, exposure.iso());
    number(document, FOCAL_LENGTH_MM, exposure.focalLengthMm());
    GeoPoint location = metadata.location();
    if (location != null) {
      document.add(new StoredField(LATITUDE, location.latitude()));
      document.add(new StoredField(LONGITUDE, location.longitude()));
      document.add(new LatLonPoint(LOCATION, location.latitude(), location.longitude()));
      document.add(new LatLonDocValuesField(LOCATION, location.latitude(), location.longitude()));
    }
    number(document, ORIENTATION, metadata.orientation());
    if (metadata.title() != null) {
      document.add(new StoredField(TITLE, metadata.title()));
    }
    metadata.keywords().forEach(word -> text(document, KEYWORD, KEYWORD_FOLDED, word));
    if (metadata.rating() != null) {
      document.add(new IntField(RATING, metadata.rating(), Field.Store.YES));
    }
  }

  static String name(Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT);
  }

  private static void text(Document document, String field, String folded, @Nullable String text) {
    if (text != null) {
      document.add(new StoredField(field, text));
      document.add(new KeywordField(folded, MetadataText.folded(text), Field.Store.NO));
    }
  }

  private static void number(Document document, String field, @Nullable Number value) {
    switch (value) {
      case Double number -> document.add(new StoredField(field, number));
      case Integer number -> document.add(new StoredField(field, number));
      case null, default -> {}
    }
  }

  static PictureMetadata read(Document document) {
    return new PictureMetadata(
        takenAt(document),
        document.get(CAMERA),
        document.get(LENS),
        new Exposure(
            real(document, EXPOSURE_SECONDS),
            real(document, F_NUMBER),
            whole(document, ISO),
            real(document, FOCAL_LENGTH_MM)),
        location(document),
        whole(document, ORIENTATION),
        document.get(TITLE),
        keywords(document),
        whole(document, RATING));
  }

  private static @Nullable TakenAt takenAt(Document document) {
    Number millis = number(document, TAKEN_AT);
    if (millis == null) {
      return null;
    }
    Integer offset = whole(document, TAKEN_OFFSET);
    return new TakenAt(
        LocalDateTime.ofInstant(Instant.ofEpochMilli(millis.longValue()), ZoneOffset.UTC),
        offset == null ? null : ZoneOffset.ofTotalSeconds(offset),
        TakenAt.Source.EXIF);
  }

  private static @Nullable GeoPoint location(Document document) {
    Double latitude = real(document, LATITUDE);
    Double longitude = real(document, LONGITUDE);
    return latitude == null || longitude == null ? null : new GeoPoint(latitude, longitude);
  }

  private static List<String> keywords(Document document) {
    return Arrays.asList(document.getValues(KEYWORD));
  }

  private static @Nullable Double real(Document document, String field) {
    Number number = number(document, field);
    return number == null ? null : number.doubleValue();
  }

  private static @Nullable Integer whole(Document document, String field) {
    Number number = number(document, field);
    return number == null ? null : number.intValue();
  }

  private static @Nullable Number number(Document document, String field) {
    IndexableField found = document.getField(field);
    return found == null ? null : found.numericValue();
  }
}
