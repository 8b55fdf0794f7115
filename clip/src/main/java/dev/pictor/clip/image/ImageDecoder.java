package dev.pictor.clip.image;

import java.nio.file.Path;

/// Decodes picture files by their content, whatever their names say.
public final class ImageDecoder {
  private ImageDecoder() {}

  /// @throws dev.pictor.clip.UnreadableImageException if it is no picture, broken, or too large
  public static DecodedImage decode(Path file) {
    throw new UnsupportedOperationException();
  }

  /// @throws dev.pictor.clip.UnreadableImageException as above
  public static DecodedImage decode(byte[] content) {
    throw new UnsupportedOperationException();
  }
}
