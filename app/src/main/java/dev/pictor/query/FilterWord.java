package dev.pictor.query;

import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.Root;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.Filter;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The filters of the language: `NAME:VALUE`.
enum FilterWord {
  /// A folder below a root, with or without the root's name; everything below it too.
  FOLDER("in this folder or below it", "folder:Holiday/Beach"),
  CAMERA("whose camera has this in its name", "camera:canon"),
  LENS("whose lens has this in its name", "lens:50mm"),
  TAKEN(
      "taken on this day, in this month or year, or between two",
      "taken:2024-05, taken:2024-05..2024-08 or taken:>=2024-05-13"),
  YEAR("taken in these years", "year:2024, year:2020..2024 or year:<2000"),
  WIDTH("so many pixels wide", "width:>2000 or width:800..1600"),
  HEIGHT("so many pixels high", "height:>2000 or height:800..1600"),
  ORIENTATION(
      "higher than wide, wider than high, or neither", "orientation:portrait, landscape or square"),
  TYPE("files of this format", "type:jpeg, png, gif, bmp, tiff, webp, heic or avif"),
  RATING("with so many stars", "rating:5 or rating:>=4; stars go from 0 to 5"),
  KEYWORD("with this keyword", "keyword:family or keyword:\"New York\""),
  NEAR(
      "taken near a point on the map",
      "near:48.85,2.35,10km: latitude, longitude, distance in m, km or mi");

  private static final Map<String, FilterWord> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(FilterWord::word, Function.identity()));

  private static final Map<String, String> FORMATS =
      Map.of(
          "jpg", "jpeg", "jpe", "jpeg", "jfif", "jpeg", "tif", "tiff", "heif", "heic", "dib",
          "bmp");
  private static final List<String> KNOWN_FORMATS =
      List.of("jpeg", "png", "gif", "bmp", "tiff", "webp", "heic", "avif");

  private static final Pattern NEAR_VALUE =
      Pattern.compile(
          "([+-]?\\d+(?:\\.\\d+)?),([+-]?\\d+(?:\\.\\d+)?),(\\d{1,9}(?:\\.\\d{1,9})?)(m|km|mi)");
  private static final Map<String, Double> METRES = Map.of("m", 1.0, "km", 1000.0, "mi", 1609.344);

  private final String meaning;
  private final String example;

  FilterWord(String meaning, String example) {
    this.meaning = meaning;
    this.example = example;
  }

  static Optional<FilterWord> of(@Nullable String name) {
    return name == null ? Optional.empty() : Optional.ofNullable(BY_NAME.get(name));
  }

  static String names() {
    return Arrays.stream(values())
        .map(filter -> filter.word() + ":")
        .collect(Collectors.joining(", "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Of pictures that pass, for people.
  String meaning() {
    return meaning;
  }

  /// What it takes, where that is one of few.
  List<String> choices() {
    return switch (this) {
      case TYPE -> KNOWN_FORMATS;
      case ORIENTATION ->
          Arrays.stream(Filter.Shape.values())
              .map(shape -> shape.name().toLowerCase(Locale.ROOT))
              .toList();
      default -> List.of();
    };
  }

  String example() {
    return example;
  }

  /// @param roots of the collection
  /// @throws QuerySyntaxException if it does not take this value
  Filter filter(Value value, List<Root> roots) {
    String text = value.text();
    return switch (this) {
      case FOLDER -> folder(value, roots);
      case CAMERA -> new Filter.CameraContains(text);
      case LENS -> new Filter.LensContains(text);
      case KEYWORD -> new Filter.HasKeyword(text);
      case TYPE -> new Filter.FormatIs(format(value));
      case ORIENTATION -> new Filter.ShapeIs(shape(value));
      case WIDTH -> pixels(value, Filter.WidthBetween::new);
      case HEIGHT -> pixels(value, Filter.HeightBetween::new);
      case RATING -> rating(value);
      case TAKEN -> taken(value, Times::read);
      case YEAR -> taken(value, year -> year.length() == 4 ? Times.read(year) : null);
      case NEAR -> near(value);
    };
  }

  private QuerySyntaxException refused(Value value) {
    return value.refused("For example: " + example);
  }

  private Filter folder(Value value, List<Root> roots) {
    String path = value.text().replaceAll("^/+|/+$", "").replaceAll("/{2,}", "/");
    if (path.isEmpty()) {
      throw refused(value);
    }
    // A root's own name comes first, and a folder of the same name may lie below another root.
    return new Filter.Or(
        roots.stream()
            .<Filter>mapMulti(
                (root, sink) -> {
                  sink.accept(new Filter.InFolder(root.name(), path));
                  if (path.equals(root.name())) {
                    sink.accept(new Filter.InFolder(root.name(), ""));
                  } else if (path.startsWith(root.name() + "/")) {
                    sink.accept(
                        new Filter.InFolder(root.name(), path.substring(root.name().length() + 1)));
                  }
                })
            .toList());
  }

  private String format(Value value) {
    String lower = value.text().toLowerCase(Locale.ROOT);
    String format = FORMATS.getOrDefault(lower, lower);
    if (!KNOWN_FORMATS.contains(format)) {
      throw refused(value);
    }
    return format;
  }

  private Filter.Shape shape(Value value) {
    for (Filter.Shape shape : Filter.Shape.values()) {
      if (shape.name().equalsIgnoreCase(value.text())) {
        return shape;
      }
    }
    throw refused(value);
  }

  private Filter pixels(Value value, BiFunction<Integer, Integer, Filter> between) {
    Span<Integer> span = numbers(value, "\\d{1,7}");
    return between.apply(least(span, 0), most(span, Integer.MAX_VALUE));
  }

  private Filter rating(Value value) {
    Span<Integer> span = numbers(value, "[0-5]");
    return new Filter.RatingBetween(least(span, 0), most(span, 5));
  }

  private Span<Integer> numbers(Value value, String pattern) {
    Span<Integer> span =
        Span.of(value.text(), text -> text.matches(pattern) ? Integer.valueOf(text) : null);
    if (span == null) {
      throw refused(value);
    }
    return span;
  }

  private static int least(Span<Integer> span, int absent) {
    return span.least() == null ? absent : span.above() ? span.least() + 1 : span.least();
  }

  private static int most(Span<Integer> span, int absent) {
    return span.most() == null ? absent : span.below() ? span.most() - 1 : span.most();
  }

  private Filter taken(Value value, Function<String, @Nullable Times> read) {
    Span<Times> span = Span.of(value.text(), read);
    if (span == null) {
      throw refused(value);
    }
    LocalDateTime from =
        span.least() == null
            ? TakenAt.EARLIEST
            : span.above() ? span.least().until() : span.least().from();
    LocalDateTime until =
        span.most() == null ? TakenAt.END : span.below() ? span.most().from() : span.most().until();
    return new Filter.TakenBetween(from, until);
  }

  private Filter near(Value value) {
    Matcher parts = NEAR_VALUE.matcher(value.text());
    if (!parts.matches()) {
      throw refused(value);
    }
    double latitude = Double.parseDouble(parts.group(1));
    double longitude = Double.parseDouble(parts.group(2));
    if (!GeoPoint.isValid(latitude, longitude)) {
      throw refused(value);
    }
    double metres = Double.parseDouble(parts.group(3)) * METRES.getOrDefault(parts.group(4), 1.0);
    return new Filter.Near(new GeoPoint(latitude, longitude), metres);
  }
}
