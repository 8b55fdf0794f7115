package dev.pictor.search;

import dev.pictor.picture.PictureId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Pictures of the collection that somebody looked at and called right or wrong for a query.
///
/// @param good more like these; at most [#MOST]
/// @param bad less like these; at most [#MOST]
public record Marks(List<PictureId> good, List<PictureId> bad) {
  /// Of each kind.
  public static final int MOST = 50;

  public static final Marks NONE = new Marks(List.of(), List.of());

  private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

  /// @throws BadQueryException if there are too many, or one is both
  public Marks {
    good = good.stream().distinct().sorted().toList();
    bad = bad.stream().distinct().sorted().toList();
    if (good.size() > MOST || bad.size() > MOST) {
      throw new BadQueryException(
          "%d pictures are marked good and %d bad; a search takes %d of each."
              .formatted(good.size(), bad.size(), MOST));
    }
    for (PictureId id : good) {
      if (bad.contains(id)) {
        throw new BadQueryException("Picture %s is marked good and bad.".formatted(id));
      }
    }
  }

  /// @param good ids with commas or blanks between them; may be empty
  /// @param bad as `good`
  /// @throws BadQueryException also if something else than an id is there
  public static Marks parse(String good, String bad) {
    return new Marks(ids("good", good), ids("bad", bad));
  }

  private static List<PictureId> ids(String kind, String text) {
    List<PictureId> ids = new ArrayList<>();
    for (String id : BETWEEN.split(text.strip())) {
      if (!id.isEmpty()) {
        ids.add(
            PictureId.parse(id)
                .orElseThrow(
                    () ->
                        new BadQueryException(
                            "“%s” is marked %s and is no id of a picture: 32 digits and letters a to f."
                                .formatted(shortened(id), kind))));
      }
    }
    return ids;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  public boolean isEmpty() {
    return good.isEmpty() && bad.isEmpty();
  }

  /// All of them, the good ones first.
  List<PictureId> all() {
    return Stream.concat(good.stream(), bad.stream()).toList();
  }
}
