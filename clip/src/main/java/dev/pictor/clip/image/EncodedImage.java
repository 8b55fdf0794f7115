package dev.pictor.clip.image;

import dev.pictor.clip.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A picture file in memory, known by its first bytes to be one, and not decoded yet: how many
/// pixels are needed may become known only later.
public final class EncodedImage {
  private final ImageFormat format;
  private final byte[] content;

  private EncodedImage(ImageFormat format, byte[] content) {
    this.format = format;
    this.content = content;
  }

  /// @throws UnreadableImageException if it cannot be read, is too large, or is no picture
  public static EncodedImage read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new UnreadableImageException(
            Files.exists(file) ? "it is not a regular file" : "there is no such file");
      }
      long size = Files.size(file);
      if (size > ImageDecoder.MAX_FILE_BYTES) {
        throw new UnreadableImageException(
            "the file has %,d bytes; at most %,d are read"
                .formatted(size, ImageDecoder.MAX_FILE_BYTES));
      }
      return of(Files.readAllBytes(file));
    } catch (IOException | SecurityException e) {
      throw new UnreadableImageException("the file cannot be read: " + Reason.of(e), e);
    } catch (OutOfMemoryError e) {
      throw new UnreadableImageException("there is not enough memory to read the file", e);
    }
  }

  /// @param content from now on owned by what is returned
  /// @throws UnreadableImageException if it is no picture
  public static EncodedImage of(byte[] content) {
    if (content.length == 0) {
      throw new UnreadableImageException("the file is empty");
    }
    ImageFormat format = ImageFormat.of(content);
    if (format == null) {
      throw new UnreadableImageException(
          "it is no picture of a known format (JPEG, PNG, GIF, BMP, TIFF, WebP, HEIC, AVIF)");
    }
    return new EncodedImage(format, content);
  }

  /// Decodes a JPEG that has far more pixels than are needed at a half, a quarter or an eighth of
  /// its size where libjpeg-turbo is installed; all else, and everywhere else, in full.
  ///
  /// @throws UnreadableImageException if it is broken or too large
  public DecodedImage decode(SizeNeeded needed) {
    return ImageDecoder.decode(format, content, needed);
  }
}
