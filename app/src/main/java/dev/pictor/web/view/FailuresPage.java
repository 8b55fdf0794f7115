package dev.pictor.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files that could not be read.
///
/// @param summary how many there are
/// @param note that more are left out; null where these are all
/// @param rows most recent first
/// @param command what to type to try all of them again
public record FailuresPage(String summary, @Nullable String note, List<Row> rows, String command) {
  public FailuresPage {
    rows = List.copyOf(rows);
  }

  /// A file.
  ///
  /// @param path below the root
  /// @param reason one line for people
  /// @param at when it was last tried, ISO 8601
  /// @param when the same for people
  public record Row(
      String root, String path, String reason, String at, String when, String attempts) {}
}
