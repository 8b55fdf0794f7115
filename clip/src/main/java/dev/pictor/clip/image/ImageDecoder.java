package dev.pictor.clip.image;

import dev.pictor.clip.MissingDecoderException;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.decoder.PictureLimits;
import dev.pictor.clip.image.heif.Heif;
import dev.pictor.clip.image.heif.HeifKind;
import java.io.IOException;
import java.nio.file.Path;

/// Decodes picture files by their content, whatever their names say: JPEG, PNG, GIF (its first
/// frame), BMP, TIFF (its first page), WebP; HEIC and AVIF (the primary picture) where libheif is
/// installed.
///
/// A broken file ends in [UnreadableImageException] and in nothing else. A JPEG that breaks off is
/// decoded as far as it goes, with a warning; wrong metadata never stops a picture.
public final class ImageDecoder {
  /// Files above this are refused unread: 512 MiB.
  public static final long MAX_FILE_BYTES = 512L << 20;

  /// Pictures above this are refused before memory is taken for them: 200 megapixels, which is
  /// 600 MB of RGB.
  public static final long MAX_PIXELS = PictureLimits.MAX_PIXELS;

  /// Pictures with a longer side are refused, so that no scaled size and no row outgrows memory:
  /// a million pixels.
  public static final int MAX_SIDE = PictureLimits.MAX_SIDE;

  private ImageDecoder() {}

  /// How many pixels a picture has: what memory decoding it will take. Of a HEIC or AVIF those of
  /// its streams, of all else those of its header.
  ///
  /// @return 0 if that cannot be told; decoding will fail then
  public static long pixels(Path file) {
    return PixelCount.of(file);
  }

  /// Looks at the first bytes of a file.
  ///
  /// @throws MissingDecoderException if a library is needed that is not there
  public static void requireDecoder(Path file) throws IOException {
    HeifKind kind = PixelCount.heifKind(file);
    if (kind != null) {
      Heif.require(kind);
    }
  }

  /// @throws UnreadableImageException if it is no picture, broken, or too large;
  ///     [MissingDecoderException] if a library is needed that is not there
  public static DecodedImage decode(Path file) {
    return EncodedImage.read(file).decode(SizeNeeded.ALL);
  }

  /// @throws UnreadableImageException as above
  public static DecodedImage decode(byte[] content) {
    return decode(content, SizeNeeded.ALL);
  }

  /// @throws UnreadableImageException as above
  public static DecodedImage decode(byte[] content, SizeNeeded needed) {
    return EncodedImage.of(content).decode(needed);
  }

  static DecodedImage decode(ImageFormat format, byte[] content, SizeNeeded needed) {
    try {
      DecodedPixels decoded = FormatReader.read(format, content, needed);
      Orientation orientation = EmbeddedOrientation.of(format, content);
      return format == ImageFormat.TIFF
          ? new DecodedImage(
              format,
              new DecodedPixels(PixelTurner.turn(decoded.pixels(), orientation), decoded.profile()),
              Orientation.UPRIGHT)
          : new DecodedImage(format, decoded, orientation);
    } catch (UnreadableImageException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw new UnreadableImageException(
          "there is not enough memory to decode this " + format.name() + " picture", e);
    } catch (Exception | StackOverflowError | AssertionError e) {
      // Decoders meet hostile files with exceptions of every kind.
      throw new UnreadableImageException(
          "broken or unsupported " + format.name() + ": " + Reason.of(e), e);
    }
  }
}
