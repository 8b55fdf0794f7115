package dev.pictor.store;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Exposure;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.Place;
import dev.pictor.picture.TakenAt;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Pictures with metadata, and filters that some of them match. Each follows from its random
/// numbers.
///
/// @param files one to three
public record MadeUp(Picture picture, List<KnownFile.PictureFile> files, Embedding embedding) {
  private static final List<String> ROOTS = List.of("photos", "phone", "pho", "ä 'x'");
  private static final List<String> FOLDERS =
      List.of("", "2024", "2024/summer", "2024/summer trip", "2024b", "2024/SUMMER", "%_*?\\", "ü");
  private static final List<String> CAMERAS =
      List.of(
          "NIKON D750", "Nikon d7500", "Leica Q2", "Straße ÄÖ", "100%_\\*?", "ΑΣ ΟΔΟΣ", "'; --");
  private static final List<String> LENSES = List.of("50mm f/1.8", "24-70 F2.8", "Ωmega 85");
  private static final List<String> KEYWORDS =
      List.of("sea", "SEASIDE", "Meer", "größe", "İstanbul", "a,b {c} \"d\"", "null", "😀");
  private static final List<String> FORMATS = List.of("jpeg", "png", "heic");
  private static final List<GeoPoint> CENTRES =
      List.of(
          new GeoPoint(52.52, 13.40),
          new GeoPoint(-16.8, 179.98),
          new GeoPoint(89.9, -30),
          new GeoPoint(0, -75));
  private static final int[] SIDES = {480, 640, 1000, 1001, 4000};
  private static final LocalDateTime START = LocalDateTime.of(2019, 12, 31, 23, 59, 59);

  public static List<MadeUp> pictures(long seed, int count, ModelIdentity model) {
    Random random = new Random(seed);
    List<Embedding> embeddings = Samples.clustered(seed, count, model);
    return IntStream.range(0, count)
        .mapToObj(number -> picture(number, embeddings.get(number), random))
        .toList();
  }

  private static MadeUp picture(int number, Embedding embedding, Random random) {
    Picture picture =
        new Picture(
            Samples.hash(number),
            any(FORMATS, random),
            1_000 + number,
            SIDES[random.nextInt(SIDES.length)],
            SIDES[random.nextInt(SIDES.length)],
            random.nextInt(6) == 0 ? PictureMetadata.NONE : metadata(random));
    List<KnownFile.PictureFile> files = new ArrayList<>();
    for (int copy = 0; copy <= random.nextInt(3); copy++) {
      String folder = any(FOLDERS, random);
      String name = number + "-" + copy + ".jpg";
      files.add(
          new KnownFile.PictureFile(
              new Place(any(ROOTS, random), folder.isEmpty() ? name : folder + "/" + name),
              new FileStamp(1_000 + number, modifiedMillis(random)),
              picture.hash()));
    }
    return new MadeUp(picture, files, embedding);
  }

  private static long modifiedMillis(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      case 2 -> 0;
      default -> TakenAt.millis(time(random));
    };
  }

  private static PictureMetadata metadata(Random random) {
    return new PictureMetadata(
        orNull(
            new TakenAt(
                time(random),
                orNull(ZoneOffset.ofHoursMinutes(random.nextInt(-9, 10), 0), random),
                TakenAt.Source.EXIF),
            random),
        orNull(any(CAMERAS, random), random),
        orNull(any(LENSES, random), random),
        new Exposure(
            orNull(1.0 / random.nextInt(1, 4_000), random),
            orNull(random.nextDouble(0.95, 32), random),
            orNull(random.nextInt(50, 6_400), random),
            orNull(random.nextDouble(4, 800), random)),
        orNull(location(random), random),
        orNull(random.nextInt(1, 9), random),
        orNull("A title — \"" + random.nextInt() + "\"", random),
        KEYWORDS.stream().filter(_ -> random.nextInt(4) == 0).toList(),
        orNull(random.nextInt(6), random));
  }

  /// Nothing but a time.
  public static PictureMetadata takenAt(LocalDateTime local, @Nullable ZoneOffset offset) {
    return new PictureMetadata(
        new TakenAt(local, offset, TakenAt.Source.EXIF),
        null,
        null,
        Exposure.UNKNOWN,
        null,
        null,
        null,
        List.of(),
        null);
  }

  private static LocalDateTime time(Random random) {
    return START
        .plusSeconds(random.nextInt(5 * 366 * 86_400))
        .plusNanos(random.nextInt(1_000) * 1_000_000L);
  }

  /// Within about 200 km of a centre, more often near to it.
  private static GeoPoint location(Random random) {
    GeoPoint centre = any(CENTRES, random);
    double spread = Math.pow(10, random.nextDouble(-5, 0.3));
    double longitude = centre.longitude() + spread * random.nextDouble(-1, 1);
    return new GeoPoint(
        Math.clamp(centre.latitude() + spread * random.nextDouble(-1, 1), -90, 90),
        longitude > 180 ? longitude - 360 : longitude);
  }

  private static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static <T> @Nullable T orNull(T value, Random random) {
    return random.nextInt(3) == 0 ? null : value;
  }

  /// With parts of parts, but not many.
  public static Filter filter(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 11 : 16)) {
      case 0 -> new Filter.FormatIs(any(FORMATS, random));
      case 1 -> new Filter.InFolder(any(ROOTS, random), any(FOLDERS, random));
      case 2 -> new Filter.CameraContains(part(any(CAMERAS, random), random));
      case 3 -> new Filter.LensContains(part(any(LENSES, random), random));
      case 4 -> new Filter.HasKeyword(anyCase(any(KEYWORDS, random), random));
      case 5 -> new Filter.TakenBetween(time(random), time(random).plusYears(random.nextInt(3)));
      case 6 -> new Filter.WidthBetween(random.nextInt(1_500), random.nextInt(5_000));
      case 7 -> new Filter.HeightBetween(random.nextInt(1_500), random.nextInt(5_000));
      case 8 -> new Filter.ShapeIs(any(List.of(Filter.Shape.values()), random));
      case 9 -> new Filter.RatingBetween(random.nextInt(5), random.nextInt(6));
      case 10 -> new Filter.Near(any(CENTRES, random), Math.pow(10, random.nextDouble(1, 7.3)));
      case 11, 12 -> new Filter.And(parts(random, depth));
      case 13, 14 -> new Filter.Or(parts(random, depth));
      default -> new Filter.Not(filter(random, depth - 1));
    };
  }

  private static List<Filter> parts(Random random, int depth) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> filter(random, depth - 1)).toList();
  }

  private static String part(String name, Random random) {
    int from = random.nextInt(name.length());
    return anyCase(name.substring(from, random.nextInt(from, name.length()) + 1), random);
  }

  private static String anyCase(String text, Random random) {
    return random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text;
  }
}
