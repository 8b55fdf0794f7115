package dev.pictor.query;

import dev.pictor.picture.PictureId;

/// A part of a query that says what pictures should show, or should not.
///
/// @param weight not 0, finite; negative for what they should not show
public record Term(Subject subject, double weight) {
  /// What is shown.
  public sealed interface Subject {}

  /// What these words say.
  ///
  /// @param text not blank
  public record Words(String text) implements Subject {}

  /// What this picture of the collection shows.
  public record Indexed(PictureId id) implements Subject {}

  /// What the picture in this file shows; only where the language was read with
  /// [QueryParser.Source#TERMINAL].
  public record ImageFile(String path) implements Subject {}

  /// What a picture shows that was uploaded before; only with [QueryParser.Source#REQUEST].
  ///
  /// @param id as one of the collection with the same content would have
  public record Uploaded(PictureId id) implements Subject {}

  public Term {
    if (weight == 0 || !Double.isFinite(weight)) {
      throw new IllegalArgumentException("Not a weight: " + weight);
    }
  }
}
