package dev.pictor.web;

import dev.pictor.picture.Exposure;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.TakenAt;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Values as people read them, and as addresses carry them.
final class Texts {
  private static final int MOST_CHARACTERS = 80;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

  private Texts() {}

  /// At most 80 characters of it, on one line.
  static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= MOST_CHARACTERS) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
  }

  /// `1 picture`, `1,000 pictures`.
  static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  /// `1 May 2024, 12:30 (UTC+02:00)`; says so if it is only the file's time.
  static String taken(TakenAt taken) {
    String time = MINUTE.format(taken.local());
    if (taken.source() == TakenAt.Source.FILE) {
      return time + " UTC, by the date of its file";
    }
    ZoneOffset offset = taken.offset();
    return offset == null
        ? time
        : time + " (UTC%s)".formatted(offset.getTotalSeconds() == 0 ? "" : offset);
  }

  /// `1 May 2024, 12:30 UTC`.
  static String time(Instant time) {
    return MINUTE.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
  }

  /// `38.73000° N, 9.47000° W`, to about a metre.
  static String location(GeoPoint point) {
    return String.format(
        Locale.ROOT,
        "%.5f° %s, %.5f° %s",
        Math.abs(point.latitude()),
        point.latitude() < 0 ? "S" : "N",
        Math.abs(point.longitude()),
        point.longitude() < 0 ? "W" : "E");
  }

  /// `1/250 s, f/2.8, ISO 400, 50 mm`, as far as it is known.
  static String exposure(Exposure exposure) {
    List<String> parts = new ArrayList<>();
    Double seconds = exposure.seconds();
    if (seconds != null) {
      parts.add(
          seconds > 0 && seconds < 0.4
              ? String.format(Locale.ROOT, "1/%.0f s", 1 / seconds)
              : plain(seconds) + " s");
    }
    if (exposure.fNumber() != null) {
      parts.add("f/" + plain(exposure.fNumber()));
    }
    if (exposure.iso() != null) {
      parts.add("ISO " + exposure.iso());
    }
    if (exposure.focalLengthMm() != null) {
      parts.add(plain(exposure.focalLengthMm()) + " mm");
    }
    return String.join(", ", parts);
  }

  /// At most one digit behind the point.
  private static String plain(double number) {
    return new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
  }

  /// As the query language takes it for one value, whatever is in it.
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// For an address.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The last part of a path.
  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
