package dev.pictor.store;

import dev.pictor.picture.PictureId;
import dev.pictor.picture.TakenAt;
import java.util.Comparator;

/// When a picture was taken, see [PictureStore#forEachTaken].
///
/// @param localMillis of [TakenAt#local], as [TakenAt#millis] counts; [#UNKNOWN] if nothing tells
public record Taken(PictureId id, long localMillis) {
  public static final long UNKNOWN = Long.MIN_VALUE;

  /// Latest first, what is not known last, ties by id.
  public static final Comparator<Taken> NEWEST_FIRST =
      Comparator.comparingLong(Taken::localMillis).reversed().thenComparing(Taken::id);

  /// Earliest first, what is not known last, ties by id.
  public static final Comparator<Taken> OLDEST_FIRST =
      Comparator.comparing((Taken taken) -> !taken.isKnown())
          .thenComparingLong(Taken::localMillis)
          .thenComparing(Taken::id);

  /// @param fileMillis as [TakenAt#ofFile] takes it
  public static Taken ofFile(PictureId id, long fileMillis) {
    return new Taken(
        id, TakenAt.ofFile(fileMillis).map(taken -> TakenAt.millis(taken.local())).orElse(UNKNOWN));
  }

  public boolean isKnown() {
    return localMillis != UNKNOWN;
  }
}
