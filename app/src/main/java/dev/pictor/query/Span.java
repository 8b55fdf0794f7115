package dev.pictor.query;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a range names: `5`, `>5`, `>=5`, `<5`, `<=5`, `5..8`, `5..`, `..8`, `5-8` not.
///
/// @param least null if there is no lower bound
/// @param above whether the lower bound is outside
/// @param most null if there is no upper bound
/// @param below whether the upper bound is outside
record Span<T>(@Nullable T least, boolean above, @Nullable T most, boolean below) {
  private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<|=)(.+)");
  private static final Pattern RANGE = Pattern.compile("(.*?)\\.\\.(.*)");

  /// @param read what one bound says, null if it says nothing
  /// @return null if it is no range
  static <T> @Nullable Span<T> of(String text, Function<String, @Nullable T> read) {
    Matcher compared = COMPARED.matcher(text);
    if (compared.matches()) {
      T bound = read.apply(compared.group(2));
      return bound == null
          ? null
          : switch (compared.group(1)) {
            case ">" -> new Span<>(bound, true, null, false);
            case ">=" -> new Span<>(bound, false, null, false);
            case "<" -> new Span<>(null, false, bound, true);
            case "<=" -> new Span<>(null, false, bound, false);
            default -> new Span<>(bound, false, bound, false);
          };
    }
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      T only = read.apply(text);
      return only == null ? null : new Span<>(only, false, only, false);
    }
    T least = range.group(1).isEmpty() ? null : read.apply(range.group(1));
    T most = range.group(2).isEmpty() ? null : read.apply(range.group(2));
    boolean readable =
        (least != null || range.group(1).isEmpty()) && (most != null || range.group(2).isEmpty());
    return readable && (least != null || most != null)
        ? new Span<>(least, false, most, false)
        : null;
  }
}
