package dev.pictor.picture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a picture's file tells of it beside its pixels. All of it follows from the file's content.
///
/// Nothing in it can be trusted to be true, but all of it is bounded and clean: text is one line
/// ([MetadataText#clean]), and what cannot be is dropped, so that no file is refused for it.
///
/// @param takenAt by the camera; null if it says nothing
/// @param camera make and model as a person would say it, up to [#LONGEST_NAME]
/// @param lens up to [#LONGEST_NAME]
/// @param orientation EXIF's, 1 to 8; width and height of a [Picture] have it applied already
/// @param title up to [#LONGEST_TITLE]
/// @param keywords up to [#MOST_KEYWORDS], each up to [#LONGEST_NAME]; in the file's order, none
///     twice whatever its case
/// @param rating stars, 0 to 5; null if there is none, or if the picture was rejected
public record PictureMetadata(
    @Nullable TakenAt takenAt,
    @Nullable String camera,
    @Nullable String lens,
    Exposure exposure,
    @Nullable GeoPoint location,
    @Nullable Integer orientation,
    @Nullable String title,
    List<String> keywords,
    @Nullable Integer rating) {
  public static final int LONGEST_NAME = 200;
  public static final int LONGEST_TITLE = 1_000;
  public static final int MOST_KEYWORDS = 200;

  /// Of a file that tells nothing.
  public static final PictureMetadata NONE =
      new PictureMetadata(null, null, null, Exposure.UNKNOWN, null, null, null, List.of(), null);

  public PictureMetadata {
    camera = MetadataText.clean(camera, LONGEST_NAME);
    lens = MetadataText.clean(lens, LONGEST_NAME);
    orientation = within(orientation, 1, 8);
    title = MetadataText.clean(title, LONGEST_TITLE);
    keywords = clean(keywords);
    rating = within(rating, 0, 5);
  }

  private static @Nullable Integer within(@Nullable Integer value, int least, int most) {
    return value != null && value >= least && value <= most ? value : null;
  }

  private static List<String> clean(List<String> keywords) {
    List<String> clean = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String keyword : keywords) {
      String text = MetadataText.clean(keyword, LONGEST_NAME);
      if (text != null && clean.size() < MOST_KEYWORDS && seen.add(MetadataText.folded(text))) {
        clean.add(text);
      }
    }
    return List.copyOf(clean);
  }
}
