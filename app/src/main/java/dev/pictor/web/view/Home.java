package dev.pictor.web.view;

import java.util.List;

/// The page before a search.
///
/// @param summary how many pictures there are and which model searches them
public record Home(String summary, List<Example> examples) {
  /// A query to try.
  public record Example(String text, String url) {}
}
