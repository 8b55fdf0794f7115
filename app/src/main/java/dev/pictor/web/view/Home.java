package dev.pictor.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page before a search.
///
/// @param summary how many pictures there are and which model searches them
/// @param failures how many files could not be read; null where all could
/// @param albums saved searches, by name
/// @param recent what was searched for before, newest first
/// @param modelNote null where the model needs none
public record Home(
    String summary,
    @Nullable String failures,
    List<Example> examples,
    List<Album> albums,
    List<Example> recent,
    @Nullable ModelNote modelNote) {
  public Home {
    examples = List.copyOf(examples);
    albums = List.copyOf(albums);
    recent = List.copyOf(recent);
  }

  /// A query to try, or to try again.
  public record Example(String text, String url) {}

  /// A saved search.
  public record Album(String name, String query, String url) {}

  /// What to know of the model.
  ///
  /// @param advice what to do for a better one
  /// @param command that does it
  public record ModelNote(String text, String advice, String command) {}
}
