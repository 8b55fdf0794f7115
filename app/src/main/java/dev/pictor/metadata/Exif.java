package dev.pictor.metadata;

import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import dev.pictor.picture.Exposure;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.TakenAt;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is wanted of EXIF (CIPA DC-008), each on its own: one broken value spoils no other.
record Exif(
    @Nullable TakenAt takenAt,
    @Nullable String camera,
    @Nullable String lens,
    Exposure exposure,
    @Nullable GeoPoint location,
    @Nullable Integer orientation) {

  /// `2024:05:01 12:30:00`; some programs separate otherwise.
  private static final Pattern TIME =
      Pattern.compile("\\s*(\\d{4})[:./-](\\d{2})[:./-](\\d{2})[ T](\\d{2}):(\\d{2}):(\\d{2}).*");

  private static final Pattern OFFSET = Pattern.compile("\\s*(Z|[+-]\\d{2}:\\d{2})\\s*");
  private static final Pattern FRACTION = Pattern.compile("\\s*(\\d{1,9})\\s*");

  /// @param block a TIFF stream
  static Exif read(byte[] block) {
    Metadata metadata = ExifTags.read(block);
    Directory first = orEmpty(metadata, new ExifIFD0Directory());
    Directory exif = orEmpty(metadata, new ExifSubIFDDirectory());
    // Some programs write all of it into the first directory.
    Directory lens = exif.containsTag(ExifDirectoryBase.TAG_LENS_MODEL) ? exif : first;
    return new Exif(
        takenAt(exif),
        CameraName.of(
            text(first, ExifDirectoryBase.TAG_MAKE), text(first, ExifDirectoryBase.TAG_MODEL)),
        CameraName.of(
            text(lens, ExifDirectoryBase.TAG_LENS_MAKE),
            text(lens, ExifDirectoryBase.TAG_LENS_MODEL)),
        new Exposure(
            number(exif, ExifDirectoryBase.TAG_EXPOSURE_TIME),
            number(exif, ExifDirectoryBase.TAG_FNUMBER),
            whole(exif, ExifDirectoryBase.TAG_ISO_EQUIVALENT),
            number(exif, ExifDirectoryBase.TAG_FOCAL_LENGTH)),
        location(orEmpty(metadata, new GpsDirectory())),
        whole(first, ExifDirectoryBase.TAG_ORIENTATION));
  }

  private static Directory orEmpty(Metadata metadata, Directory empty) {
    Directory found = metadata.getFirstDirectoryOfType(empty.getClass());
    return found == null ? empty : found;
  }

  private static @Nullable TakenAt takenAt(Directory exif) {
    TakenAt original =
        takenAt(
            text(exif, ExifDirectoryBase.TAG_DATETIME_ORIGINAL),
            text(exif, ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL),
            text(exif, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL));
    return original != null
        ? original
        : takenAt(
            text(exif, ExifDirectoryBase.TAG_DATETIME_DIGITIZED),
            text(exif, ExifDirectoryBase.TAG_SUBSECOND_TIME_DIGITIZED),
            text(exif, ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED));
  }

  private static @Nullable TakenAt takenAt(
      @Nullable String time, @Nullable String fraction, @Nullable String offset) {
    if (time == null || !(TIME.matcher(time) instanceof Matcher parts && parts.matches())) {
      return null;
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(4)),
              Integer.parseInt(parts.group(5)),
              Integer.parseInt(parts.group(6)),
              nanos(fraction));
      return TakenAt.isValid(local)
          ? new TakenAt(local, offset(offset), TakenAt.Source.EXIF)
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int nanos(@Nullable String fraction) {
    if (fraction == null || !(FRACTION.matcher(fraction) instanceof Matcher m && m.matches())) {
      return 0;
    }
    return Integer.parseInt((m.group(1) + "00000000").substring(0, 9));
  }

  private static @Nullable ZoneOffset offset(@Nullable String offset) {
    if (offset == null || !(OFFSET.matcher(offset) instanceof Matcher m && m.matches())) {
      return null;
    }
    try {
      return ZoneOffset.of(m.group(1));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// Exactly 0, 0 is what devices write that do not know where they are.
  private static @Nullable GeoPoint location(Directory gps) {
    Double latitude =
        degrees(gps, GpsDirectory.TAG_LATITUDE, GpsDirectory.TAG_LATITUDE_REF, "N", "S");
    Double longitude =
        degrees(gps, GpsDirectory.TAG_LONGITUDE, GpsDirectory.TAG_LONGITUDE_REF, "E", "W");
    if (latitude == null
        || longitude == null
        || (latitude == 0 && longitude == 0)
        || !GeoPoint.isValid(latitude, longitude)) {
      return null;
    }
    return new GeoPoint(latitude, longitude);
  }

  private static @Nullable Double degrees(
      Directory gps, int tag, int directionTag, String positive, String negative) {
    Rational[] parts = gps.getRationalArray(tag);
    String direction = text(gps, directionTag);
    if (parts == null || parts.length != 3 || direction == null) {
      return null;
    }
    // Devices that give minutes with a fraction may write no seconds as 0/0.
    double seconds = parts[2].getNumerator() == 0 ? 0 : number(parts[2]);
    double value = number(parts[0]) + number(parts[1]) / 60 + seconds / 3600;
    boolean isNegative = direction.strip().equalsIgnoreCase(negative);
    if (!isNegative && !direction.strip().equalsIgnoreCase(positive)) {
      return null;
    }
    return isNegative ? -value : value;
  }

  /// Only what is stored as text.
  private static @Nullable String text(Directory directory, int tag) {
    StringValue value = directory.getStringValue(tag);
    return value == null || value.toString().isBlank() ? null : value.toString();
  }

  private static @Nullable Double number(Directory directory, int tag) {
    Rational value = directory.getRational(tag);
    return value == null ? null : number(value);
  }

  /// NaN or infinite where the denominator is zero, which is dropped later; the library itself
  /// takes 0/0 for 0.
  private static double number(Rational value) {
    return (double) value.getNumerator() / value.getDenominator();
  }

  /// Of several the first: some cameras write their ISO twice.
  private static @Nullable Integer whole(Directory directory, int tag) {
    return switch (directory.getObject(tag)) {
      case Integer value -> value;
      case Long value when value.intValue() == value -> value.intValue();
      case int[] values when values.length > 0 -> values[0];
      case null, default -> null;
    };
  }
}
