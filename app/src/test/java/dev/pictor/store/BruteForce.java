package dev.pictor.store;

import dev.pictor.picture.MetadataText;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What filters mean, said once more and as plainly as possible.
public final class BruteForce {
  private BruteForce() {}

  /// @param files where the picture lies
  public static boolean matches(Filter filter, Picture picture, List<KnownFile.PictureFile> files) {
    PictureMetadata metadata = picture.metadata();
    return switch (filter) {
      case Filter.All() -> true;
      case Filter.FormatIs(var format) -> picture.format().equals(format);
      case Filter.InFolder(var root, var path) ->
          files.stream()
              .map(KnownFile.PictureFile::place)
              .filter(place -> place.root().equals(root))
              .anyMatch(place -> path.isEmpty() || place.path().startsWith(path + "/"));
      case Filter.CameraContains(var text) -> contains(metadata.camera(), text);
      case Filter.LensContains(var text) -> contains(metadata.lens(), text);
      case Filter.HasKeyword(var keyword) ->
          metadata.keywords().stream().anyMatch(word -> folded(word).equals(folded(keyword)));
      case Filter.TakenBetween(var from, var until) ->
          picture
              .takenAt(
                  files.stream()
                      .mapToLong(file -> file.stamp().modifiedMillis())
                      .min()
                      .orElseThrow())
              .filter(taken -> !taken.local().isBefore(from) && taken.local().isBefore(until))
              .isPresent();
      case Filter.WidthBetween(var least, var most) -> within(picture.width(), least, most);
      case Filter.HeightBetween(var least, var most) -> within(picture.height(), least, most);
      case Filter.ShapeIs(var shape) ->
          switch (shape) {
            case PORTRAIT -> picture.width() < picture.height();
            case LANDSCAPE -> picture.width() > picture.height();
            case SQUARE -> picture.width() == picture.height();
          };
      case Filter.RatingBetween(var least, var most) -> within(metadata.rating(), least, most);
      case Filter.Near(var point, var metres) ->
          metadata.location() != null && metadata.location().metresTo(point) <= metres;
      case Filter.And(var parts) -> parts.stream().allMatch(part -> matches(part, picture, files));
      case Filter.Or(var parts) -> parts.stream().anyMatch(part -> matches(part, picture, files));
      case Filter.Not(var other) -> !matches(other, picture, files);
    };
  }

  private static boolean contains(@Nullable String name, String text) {
    return name != null && folded(name).contains(folded(text));
  }

  private static String folded(String text) {
    return MetadataText.folded(text);
  }

  private static boolean within(@Nullable Integer value, int least, int most) {
    return value != null && least <= value && value <= most;
  }
}
