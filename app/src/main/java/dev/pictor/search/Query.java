package dev.pictor.search;

import dev.pictor.clip.image.DecodedImage;

/// What is searched for.
public sealed interface Query {
  /// Pictures that show this.
  record Text(String text) implements Query {
    public Text {
      if (text.isBlank()) {
        throw new BadQueryException("The query is empty: say what the pictures should show.");
      }
    }
  }

  /// Pictures like this one.
  ///
  /// @param name what to call it, its file name say
  record Image(String name, DecodedImage image) implements Query {}
}
