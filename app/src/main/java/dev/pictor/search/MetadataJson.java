package dev.pictor.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.picture.Exposure;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.Place;
import dev.pictor.picture.TakenAt;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is known of a picture, as JSON. What is not known is left out.
///
/// @param takenAt ISO 8601; without an offset from UTC if the camera did not tell it
/// @param takenAtSource `exif`, or `file` where only the file's time is known
/// @param root name of the root that it lies in
/// @param folder its folder below the root, empty for the root itself
/// @param name of its file
/// @param sizeBytes of its file
/// @param width pixels as a person sees it
/// @param height pixels as a person sees it
/// @param latitude degrees, north is positive
/// @param longitude degrees, east is positive
/// @param orientation EXIF's, 1 to 8; width and height have it applied already
/// @param rating stars, 0 to 5
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetadataJson(
    @Nullable String takenAt,
    @Nullable String takenAtSource,
    String root,
    String folder,
    String name,
    String format,
    long sizeBytes,
    int width,
    int height,
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
    @Nullable Integer rating) {

  static MetadataJson of(Hit hit) {
    return of(hit.picture(), hit.takenAt(), hit.place());
  }

  /// @param taken by its camera or its files; null if neither tells
  /// @param place where it lies
  public static MetadataJson of(Picture picture, @Nullable TakenAt taken, Place place) {
    PictureMetadata metadata = picture.metadata();
    Exposure exposure = metadata.exposure();
    GeoPoint location = metadata.location();
    return new MetadataJson(
        taken == null ? null : text(taken),
        taken == null ? null : taken.source().name().toLowerCase(Locale.ROOT),
        place.root(),
        place.folder(),
        place.name(),
        picture.format(),
        picture.sizeBytes(),
        picture.width(),
        picture.height(),
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
        metadata.keywords().isEmpty() ? null : metadata.keywords(),
        metadata.rating());
  }

  private static String text(TakenAt taken) {
    return taken.offset() == null
        ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(taken.local())
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(taken.local().atOffset(taken.offset()));
  }
}
