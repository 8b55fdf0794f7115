package dev.pictor.picture;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a picture was taken, as its clock showed it: people ask for "June" and "Christmas Eve" of
/// where they were, so this and no instant is what pictures are filtered by.
///
/// @param local from [#EARLIEST] until before [#END], cut to milliseconds
/// @param offset of that clock from UTC; null if the camera did not say
public record TakenAt(LocalDateTime local, @Nullable ZoneOffset offset, Source source) {
  /// Where a time comes from.
  public enum Source {
    /// The camera wrote it.
    EXIF,
    /// Nothing else is known: the file was changed then. In UTC, so that it is the same everywhere.
    FILE
  }

  public static final LocalDateTime EARLIEST = LocalDateTime.of(1, 1, 1, 0, 0);

  /// Exclusive.
  public static final LocalDateTime END = LocalDateTime.of(10_000, 1, 1, 0, 0);

  public TakenAt {
    if (!isValid(local)) {
      throw new IllegalArgumentException("Nothing was taken at " + local);
    }
    local = local.truncatedTo(ChronoUnit.MILLIS);
  }

  public static boolean isValid(LocalDateTime local) {
    return !local.isBefore(EARLIEST) && local.isBefore(END);
  }

  /// Of a file that says nothing itself.
  ///
  /// @param modifiedMillis see [FileStamp]
  /// @return empty if that is no time at which a picture can be taken
  public static Optional<TakenAt> ofFile(long modifiedMillis) {
    if (modifiedMillis < millis(EARLIEST) || modifiedMillis >= millis(END)) {
      return Optional.empty();
    }
    LocalDateTime local =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(modifiedMillis), ZoneOffset.UTC);
    return Optional.of(new TakenAt(local, ZoneOffset.UTC, Source.FILE));
  }

  /// For stores: milliseconds from 1970-01-01T00:00 of the same clock.
  public static long millis(LocalDateTime local) {
    return local.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
