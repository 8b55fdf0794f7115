package dev.pictor.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.Exposure;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.WholePicture;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is written of a picture beside its vector and thumbnail, with the names that columns and
/// fields have. What is not known is null.
///
/// @param takenAt by the camera's clock
/// @param takenOffsetSeconds of that clock from UTC, east is positive
/// @param files where the picture lies
/// @param thumbnailOffset where its thumbnail begins, in a format that keeps them apart
/// @param thumbnailBytes how long it is there
@JsonInclude(JsonInclude.Include.NON_NULL)
record Row(
    @Nullable String id,
    @Nullable String hash,
    @Nullable String format,
    @Nullable Long sizeBytes,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable LocalDateTime takenAt,
    @Nullable Integer takenOffsetSeconds,
    @Nullable String camera,
    @Nullable String lens,
    @Nullable Double exposureSeconds,
    @Nullable Double fNumber,
    @Nullable Integer iso,
    @Nullable Double focalLengthMm,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable Integer orientation,
    @Nullable String title,
    @Nullable List<String> keywords,
    @Nullable Integer rating,
    @Nullable List<FileRow> files,
    @Nullable Long thumbnailOffset,
    @Nullable Integer thumbnailBytes) {
  private static final Pattern FORMAT = Pattern.compile("[a-z0-9]{1,20}");

  static Row of(WholePicture whole) {
    Picture picture = whole.picture();
    PictureMetadata metadata = picture.metadata();
    TakenAt taken = metadata.takenAt();
    ZoneOffset offset = taken == null ? null : taken.offset();
    Exposure exposure = metadata.exposure();
    GeoPoint location = metadata.location();
    return new Row(
        picture.id().value(),
        picture.hash().hex(),
        picture.format(),
        picture.sizeBytes(),
        picture.width(),
        picture.height(),
        taken == null ? null : taken.local(),
        offset == null ? null : offset.getTotalSeconds(),
        metadata.camera(),
        metadata.lens(),
        exposure.seconds(),
        exposure.fNumber(),
        exposure.iso(),
        exposure.focalLengthMm(),
        location == null ? null : location.latitude(),
        location == null ? null : location.longitude(),
        metadata.orientation(),
        metadata.title(),
        metadata.keywords(),
        metadata.rating(),
        whole.files().stream().map(FileRow::of).toList(),
        null,
        null);
  }

  Row withThumbnail(long offset, int bytes) {
    return new Row(
        id,
        hash,
        format,
        sizeBytes,
        width,
        height,
        takenAt,
        takenOffsetSeconds,
        camera,
        lens,
        exposureSeconds,
        fNumber,
        iso,
        focalLengthMm,
        latitude,
        longitude,
        orientation,
        title,
        keywords,
        rating,
        files,
        offset,
        bytes);
  }

  /// @throws IllegalArgumentException if it is none, or its id is not that of its hash
  Picture picture() {
    ContentHash content = new ContentHash(Texts.requireThere(hash, "hash"));
    String kind = Texts.requireThere(format, "format");
    if (!FORMAT.matcher(kind).matches()) {
      throw new IllegalArgumentException("format is '%s'".formatted(kind));
    }
    Picture picture =
        new Picture(
            content,
            kind,
            Texts.requireThere(sizeBytes, "sizeBytes"),
            Texts.requireThere(width, "width"),
            Texts.requireThere(height, "height"),
            metadata());
    if (!picture.id().value().equals(id)) {
      throw new IllegalArgumentException("id %s is not that of hash %s".formatted(id, hash));
    }
    return picture;
  }

  private PictureMetadata metadata() {
    if ((latitude == null) != (longitude == null)) {
      throw new IllegalArgumentException("latitude and longitude are not both there");
    }
    return new PictureMetadata(
        taken(),
        camera,
        lens,
        new Exposure(exposureSeconds, fNumber, iso, focalLengthMm),
        latitude == null || longitude == null ? null : new GeoPoint(latitude, longitude),
        orientation,
        title,
        Texts.requireThere(keywords, "keywords"),
        rating);
  }

  private @Nullable TakenAt taken() {
    if (takenAt == null) {
      return null;
    }
    if (takenOffsetSeconds != null
        && Math.abs(takenOffsetSeconds) > ZoneOffset.MAX.getTotalSeconds()) {
      throw new IllegalArgumentException("takenOffsetSeconds is %,d".formatted(takenOffsetSeconds));
    }
    return new TakenAt(
        takenAt,
        takenOffsetSeconds == null ? null : ZoneOffset.ofTotalSeconds(takenOffsetSeconds),
        TakenAt.Source.EXIF);
  }

  /// @return one or more
  /// @throws IllegalArgumentException if there is none, or one is no file
  List<PictureFile> pictureFiles(ContentHash content) {
    List<PictureFile> all =
        Texts.requireThere(files, "files").stream()
            .map(file -> Texts.requireThere(file, "a file").file(content))
            .toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("files is empty");
    }
    return all;
  }
}
