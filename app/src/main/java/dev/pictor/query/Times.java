package dev.pictor.query;

import dev.pictor.picture.TakenAt;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A year, month, day, hour or minute.
///
/// @param from its first moment
/// @param until its end, exclusive
record Times(LocalDateTime from, LocalDateTime until) {
  private static final Pattern TIMES =
      Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2})(?:[T ](\\d{1,2})(?::(\\d{2}))?)?)?)?");

  /// @return null if it is none that pictures can be taken in
  static @Nullable Times read(String text) {
    Matcher parts = TIMES.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    ChronoUnit unit =
        parts.group(2) == null
            ? ChronoUnit.YEARS
            : parts.group(3) == null
                ? ChronoUnit.MONTHS
                : parts.group(4) == null
                    ? ChronoUnit.DAYS
                    : parts.group(5) == null ? ChronoUnit.HOURS : ChronoUnit.MINUTES;
    try {
      LocalDateTime from =
          LocalDateTime.of(
              Integer.parseInt(parts.group(1)),
              number(parts, 2, 1),
              number(parts, 3, 1),
              number(parts, 4, 0),
              number(parts, 5, 0));
      return TakenAt.isValid(from) ? new Times(from, from.plus(1, unit)) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(Matcher parts, int group, int absent) {
    return parts.group(group) == null ? absent : Integer.parseInt(parts.group(group));
  }
}
