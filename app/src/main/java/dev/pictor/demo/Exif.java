package dev.pictor.demo;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.IFD;
import com.twelvemonkeys.imageio.metadata.tiff.Rational;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFEntry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// What a camera writes into a file, as Exif 2.32 has it: software, time with offset, place.
final class Exif {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss");
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

  private static final int EXIF_VERSION = 0x9000;
  private static final int DATE_TIME_ORIGINAL = 0x9003;
  private static final int OFFSET_TIME_ORIGINAL = 0x9011;
  private static final int GPS_VERSION_ID = 0;
  private static final int GPS_LATITUDE_REF = 1;
  private static final int GPS_LATITUDE = 2;
  private static final int GPS_LONGITUDE_REF = 3;
  private static final int GPS_LONGITUDE = 4;

  private Exif() {}

  /// A TIFF stream without pictures, as JPEG's APP1 (after its header) and PNG's `eXIf` hold it.
  static byte[] of(DemoPicture picture) throws IOException {
    List<Entry> entries = new ArrayList<>();
    entries.add(new TIFFEntry(TIFF.TAG_SOFTWARE, "Pictor sketchbook"));
    entries.add(new TIFFEntry(TIFF.TAG_EXIF_IFD, TIFF.TYPE_LONG, time(picture.takenAt())));
    picture
        .spot()
        .ifPresent(
            spot -> entries.add(new TIFFEntry(TIFF.TAG_GPS_IFD, TIFF.TYPE_LONG, place(spot))));
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      new TIFFWriter().write(new IFD(entries), output);
      output.flush();
      return bytes.toByteArray();
    }
  }

  private static IFD time(ZonedDateTime time) {
    return new IFD(
        List.of(
            new TIFFEntry(
                EXIF_VERSION, TIFF.TYPE_UNDEFINED, "0232".getBytes(StandardCharsets.US_ASCII)),
            new TIFFEntry(DATE_TIME_ORIGINAL, TIME.format(time)),
            new TIFFEntry(OFFSET_TIME_ORIGINAL, OFFSET.format(time))));
  }

  private static IFD place(Spot spot) {
    return new IFD(
        List.of(
            new TIFFEntry(GPS_VERSION_ID, TIFF.TYPE_BYTE, new byte[] {2, 3, 0, 0}),
            new TIFFEntry(GPS_LATITUDE_REF, spot.latitude() < 0 ? "S" : "N"),
            new TIFFEntry(GPS_LATITUDE, TIFF.TYPE_RATIONAL, degrees(spot.latitude())),
            new TIFFEntry(GPS_LONGITUDE_REF, spot.longitude() < 0 ? "W" : "E"),
            new TIFFEntry(GPS_LONGITUDE, TIFF.TYPE_RATIONAL, degrees(spot.longitude()))));
  }

  /// Degrees, minutes and seconds.
  private static Rational[] degrees(double value) {
    long seconds = Math.round(Math.abs(value) * 3600);
    return new Rational[] {
      new Rational(seconds / 3600), new Rational(seconds / 60 % 60), new Rational(seconds % 60)
    };
  }
}
