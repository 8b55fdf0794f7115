package dev.pictor.search;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.EncodedImage;
import java.nio.file.Path;

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
  record Image(String name, EncodedImage image) implements Query {
    /// @throws UnreadableImageException that names it, if the file is no picture
    public static Image read(String name, Path file) {
      try {
        return new Image(name, EncodedImage.read(file));
      } catch (UnreadableImageException e) {
        throw unreadable(name, e);
      }
    }

    /// @throws UnreadableImageException that names it, if it cannot be decoded
    Embedding encode(Clip clip) {
      try {
        return clip.encodeImage(image);
      } catch (UnreadableImageException e) {
        throw unreadable(name, e);
      }
    }

    private static UnreadableImageException unreadable(String name, UnreadableImageException e) {
      return new UnreadableImageException(
          "Cannot search with %s: %s".formatted(name, e.getMessage()), e);
    }
  }
}
