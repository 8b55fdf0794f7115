package dev.pictor.clip.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.util.Optional;
import javax.imageio.ImageTypeSpecifier;
import org.jspecify.annotations.Nullable;

/// A decoded picture: pixels in the file's own mode and what is needed to show them right.
/// Immutable, so it may be shared by threads.
public final class DecodedImage {
  private static final ImageTypeSpecifier RGB =
      ImageTypeSpecifier.createInterleaved(
          ColorSpace.getInstance(ColorSpace.CS_sRGB),
          new int[] {0, 1, 2},
          DataBuffer.TYPE_BYTE,
          false,
          false);

  private final ImageFormat format;
  private final Orientation orientation;
  private final DecodedPixels decoded;

  DecodedImage(ImageFormat format, DecodedPixels decoded, Orientation orientation) {
    this.format = format;
    this.decoded = decoded;
    this.orientation = orientation;
  }

  /// The format's short name in lower case: `jpeg`, `png`, `gif`, `bmp`, `tiff`, `webp`,
  /// `heic`, `avif`.
  public String format() {
    return format.label();
  }

  /// Pixels of the file's picture as a person sees it: after EXIF orientation, however few of them
  /// were decoded.
  public int width() {
    return orientation.transposed() ? decoded.fullHeight() : decoded.fullWidth();
  }

  /// As [#width()].
  public int height() {
    return orientation.transposed() ? decoded.fullWidth() : decoded.fullHeight();
  }

  /// What is missing in the picture because its file is damaged or breaks off, as a short text;
  /// empty if nothing is.
  public Optional<String> warning() {
    return Optional.ofNullable(decoded.warning());
  }

  /// The picture as a person sees it (orientation applied, sRGB, transparency on white), scaled
  /// down so that its longer side has at most `longestSide` pixels; never beyond what was decoded.
  ///
  /// @param longestSide at least 1
  /// @return of bytes in the order red, green, blue, which writers take as they are
  public BufferedImage toUprightRgb(int longestSide) {
    Window window = window(longestSide);
    return image(UprightPicture.rgb(this, window), window);
  }

  /// The same as a JPEG.
  ///
  /// @param longestSide at least 1
  /// @param quality 1 to 100
  /// @throws IllegalArgumentException if a side of the result is longer than 65,535 pixels
  public byte[] toUprightJpeg(int longestSide, int quality) {
    Window window = window(longestSide);
    if (Math.max(window.width(), window.height()) > 65_535) {
      throw new IllegalArgumentException("No JPEG is as large as " + window);
    }
    byte[] rgb = UprightPicture.rgb(this, window);
    return TurboJpegWriter.installed()
        .flatMap(writer -> writer.write(rgb, window.width(), window.height(), quality))
        .orElseGet(() -> JpegWriter.write(image(rgb, window), quality));
  }

  private Window window(int longestSide) {
    if (longestSide < 1) {
      throw new IllegalArgumentException("longestSide must be at least 1, not " + longestSide);
    }
    double scale =
        Math.min(1.0 / decoded.divisor(), (double) longestSide / Math.max(width(), height()));
    int width = Math.max(1, (int) Math.round(width() * scale));
    int height = Math.max(1, (int) Math.round(height() * scale));
    return Window.whole(width, height);
  }

  private static BufferedImage image(byte[] rgb, Window window) {
    BufferedImage image = RGB.createBufferedImage(window.width(), window.height());
    image.getRaster().setDataElements(0, 0, window.width(), window.height(), rgb);
    return image;
  }

  Pixels pixels() {
    return decoded.pixels();
  }

  DecodedPixels decoded() {
    return decoded;
  }

  Orientation orientation() {
    return orientation;
  }

  /// The embedded ICC profile as it lies in the file; nobody has looked whether it is a good one.
  byte @Nullable [] profile() {
    return decoded.profile();
  }
}
