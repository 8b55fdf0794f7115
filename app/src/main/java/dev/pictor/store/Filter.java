package dev.pictor.store;

import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.TakenAt;
import java.time.LocalDateTime;
import java.util.List;

/// Which pictures a search may return. Every store answers every filter the same.
///
/// A picture of which something is not known does not match what asks for it, and matches the
/// [Not] of that.
public sealed interface Filter {
  /// Every picture.
  record All() implements Filter {}

  /// Pictures of one format, `png` say.
  record FormatIs(String format) implements Filter {}

  /// Pictures with a place in this folder or one below it.
  ///
  /// @param root name of a root
  /// @param path of a folder below the root, as in [dev.pictor.picture.Place]; empty for the root
  ///     itself
  record InFolder(String root, String path) implements Filter {
    public InFolder {
      if (path.startsWith("/") || path.endsWith("/")) {
        throw new IllegalArgumentException("Not a folder's path below a root: " + path);
      }
    }
  }

  /// Pictures whose camera's name contains this, whatever its case.
  record CameraContains(String text) implements Filter {}

  /// Pictures whose lens's name contains this, whatever its case.
  record LensContains(String text) implements Filter {}

  /// Pictures with this keyword, whatever its case.
  record HasKeyword(String keyword) implements Filter {}

  /// Pictures taken in a span of time, by the clock of where they were taken ([TakenAt]).
  ///
  /// @param from inclusive
  /// @param until exclusive
  record TakenBetween(LocalDateTime from, LocalDateTime until) implements Filter {
    /// What lies outside of the times that a picture can have is moved to their ends.
    public TakenBetween {
      from = within(from);
      until = within(until);
    }

    private static LocalDateTime within(LocalDateTime time) {
      if (time.isBefore(TakenAt.EARLIEST)) {
        return TakenAt.EARLIEST;
      }
      return time.isBefore(TakenAt.END) ? time : TakenAt.END;
    }

    /// At that time or later.
    public static TakenBetween since(LocalDateTime from) {
      return new TakenBetween(from, TakenAt.END);
    }

    /// Earlier than that time.
    public static TakenBetween before(LocalDateTime until) {
      return new TakenBetween(TakenAt.EARLIEST, until);
    }
  }

  /// Both inclusive, in pixels as a person sees the picture; none matches if `least` is above
  /// `most`, as in the other ranges.
  record WidthBetween(int least, int most) implements Filter {}

  /// As [WidthBetween].
  record HeightBetween(int least, int most) implements Filter {}

  /// Pictures that are higher than wide, wider than high, or neither.
  record ShapeIs(Shape shape) implements Filter {}

  enum Shape {
    PORTRAIT,
    LANDSCAPE,
    SQUARE;

    public static Shape of(int width, int height) {
      return width == height ? SQUARE : width < height ? PORTRAIT : LANDSCAPE;
    }
  }

  /// Pictures with so many stars, both inclusive ([PictureMetadata#rating]). Without a rating none
  /// matches, not even 0.
  record RatingBetween(int least, int most) implements Filter {}

  /// Pictures taken at most so far from a point, along the Earth's surface
  /// ([GeoPoint#metresTo]). Stores may differ by a few centimetres.
  ///
  /// @param metres finite, 0 or more
  record Near(GeoPoint point, double metres) implements Filter {
    public Near {
      if (!(metres >= 0 && metres < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("Not a distance in metres: " + metres);
      }
    }
  }

  /// Pictures that match every part; all if there is none.
  record And(List<Filter> parts) implements Filter {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /// Pictures that match any part; none if there is none.
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /// Pictures that do not match.
  record Not(Filter filter) implements Filter {}

  static Filter all() {
    return new All();
  }
}
