package dev.pictor.clip.image;

import com.twelvemonkeys.imageio.color.ColorSpaces;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.pictor.clip.image.Pixels.Mode;
import dev.pictor.clip.image.Pixels.Samples;
import dev.pictor.clip.image.decoder.PictureLimits;
import dev.pictor.clip.image.heif.Heif;
import dev.pictor.clip.image.heif.HeifImage;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// Finds the reader for a format and takes pixels and profile from it.
final class FormatReader {
  static {
    // Streams that the readers open on their own stay in memory instead of temporary files.
    ImageIO.setUseCache(false);
  }

  private FormatReader() {}

  static DecodedPixels read(ImageFormat format, byte[] content, SizeNeeded needed)
      throws IOException {
    if (format == ImageFormat.HEIC || format == ImageFormat.AVIF) {
      return heif(Heif.decode(content));
    }
    byte[] essential = essential(format, content);
    if (format == ImageFormat.JPEG) {
      JpegHeader header = JpegHeader.of(content);
      EssentialJpeg.checkScans(content, header);
      DecodedPixels decoded = turboJpeg(content, essential, header, needed);
      if (decoded != null) {
        return decoded;
      }
    }
    ImageReader reader = readerOf(format);
    try (ImageInputStream stream = stream(format, essential)) {
      // A PNG's texts and times could only break the reading.
      reader.setInput(stream, false, format == ImageFormat.PNG);
      if (format != ImageFormat.GIF) {
        PictureLimits.check(reader.getWidth(0), reader.getHeight(0), content.length);
      }
      return switch (format) {
        case JPEG -> jpeg(reader, content, JpegHeader.of(content));
        case PNG -> png(reader, PngHeader.of(content));
        case GIF -> new DecodedPixels(GifFrame.read(reader, content), null);
        case BMP -> new DecodedPixels(greyIfRamp(pixels(reader)), null);
        case TIFF, WEBP -> managed(reader);
        case HEIC, AVIF -> throw new IllegalStateException("libheif reads these");
      };
    } finally {
      reader.dispose();
    }
  }

  private static DecodedPixels heif(HeifImage image) {
    Mode mode = image.alpha() ? Mode.RGB_ALPHA : Mode.RGB;
    return new DecodedPixels(
        new Samples(image.width(), image.height(), mode, image.values(), false), image.profile());
  }

  private static ImageInputStream stream(ImageFormat format, byte[] essential) throws IIOException {
    if (format == ImageFormat.WEBP) {
      WebpCanvas.check(essential);
      if (EssentialWebp.isLossless(essential)) {
        return new LosslessStream(essential);
      }
    }
    return new ByteArrayImageInputStream(essential);
  }

  /// The file without what makes no pixels: readers spend time and memory on all of it.
  private static byte[] essential(ImageFormat format, byte[] content) {
    return switch (format) {
      case JPEG -> EssentialJpeg.of(content);
      case TIFF -> EssentialTiff.of(content);
      case WEBP -> EssentialWebp.of(content);
      case PNG, GIF, BMP, HEIC, AVIF -> content;
    };
  }

  private static ImageReader readerOf(ImageFormat format) throws IIOException {
    String readerPackage = format.readerPackage();
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.label());
    while (readerPackage != null && readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(readerPackage)) {
        return reader;
      }
    }
    throw new IIOException("no reader for it is installed");
  }

  /// At its full size only where both decoders give the same samples, and of whole files: vectors
  /// do not depend on what is installed.
  private static @Nullable DecodedPixels turboJpeg(
      byte[] content, byte[] essential, JpegHeader header, SizeNeeded needed) {
    int divisor = needed.divisor(header.width(), header.height());
    if (TurboJpeg.installed().isEmpty() || (divisor == 1 && !TurboJpeg.decodesAlike(header))) {
      return null;
    }
    PictureLimits.check(header.width(), header.height(), content.length);
    return TurboJpeg.installed()
        .get()
        .decode(essential, header, divisor)
        .filter(result -> divisor > 1 || result.warning() == null)
        .map(
            result ->
                new DecodedPixels(
                    result.samples(),
                    header.profile(),
                    header.width(),
                    header.height(),
                    divisor,
                    JpegWarning.of(content, header, result.warning())))
        .orElse(null);
  }

  private static DecodedPixels jpeg(ImageReader reader, byte[] content, JpegHeader header)
      throws IOException {
    AtomicReference<@Nullable String> heard = new AtomicReference<>();
    reader.addIIOReadWarningListener(
        (_, warning) -> {
          if (JpegWarning.isDamage(warning)) {
            heard.set(warning);
          }
        });
    Pixels pixels = header.lossless() ? pixels(reader) : JpegPixels.read(reader, header);
    return new DecodedPixels(
        pixels,
        header.profile(),
        pixels.width(),
        pixels.height(),
        1,
        JpegWarning.of(content, header, heard.get()));
  }

  /// Black and white is a palette of two, grey of 2 or 4 bits is grey of 8, as Pillow opens them.
  private static DecodedPixels png(ImageReader reader, PngHeader header) throws IOException {
    Pixels read = PixelExtractor.extract(reader.read(0), header.keyed());
    Pixels pixels =
        switch (read) {
          case Pixels.Indexed indexed when header.greyBits() > 1 -> PixelExtractor.greyOf(indexed);
          case Pixels.Samples samples when header.greyBits() == 1 ->
              PixelExtractor.blackAndWhite(samples, header.greyKey());
          case Pixels.Samples samples when header.greyBits() == 2 || header.greyBits() == 4 ->
              PixelExtractor.keyed(
                  samples, header.greyKey() * 255 / ((1 << header.greyBits()) - 1));
          case Pixels.Indexed indexed -> indexed;
          case Pixels.Samples samples -> samples;
          case Pixels.Grey16 grey -> grey;
        };
    return new DecodedPixels(pixels, header.profile());
  }

  /// Reads in the file's own colours: left alone, these readers convert some of them to sRGB.
  private static DecodedPixels managed(ImageReader reader) throws IOException {
    ImageReadParam raw = reader.getDefaultReadParam();
    raw.setDestinationType(reader.getRawImageType(0));
    BufferedImage image = reader.read(0, raw);
    Pixels pixels = PixelExtractor.extract(image, false);
    boolean bilevel = image.getColorModel().getPixelSize() == 1;
    return new DecodedPixels(bilevel ? pixels : greyIfRamp(pixels), profile(image, pixels));
  }

  /// The profile in the file. Where there is none the readers put colour spaces of their own.
  private static byte @Nullable [] profile(BufferedImage image, Pixels pixels) {
    return pixels instanceof Pixels.Samples
            && image.getColorModel().getColorSpace() instanceof ICC_ColorSpace space
            && !space.isCS_sRGB()
            && space != ColorSpace.getInstance(ColorSpace.CS_GRAY)
            && space != ColorSpaces.getColorSpace(ColorSpaces.CS_GENERIC_CMYK)
        ? space.getProfile().getData()
        : null;
  }

  private static Pixels pixels(ImageReader reader) throws IOException {
    return PixelExtractor.extract(reader.read(0), false);
  }

  private static Pixels greyIfRamp(Pixels pixels) {
    return pixels instanceof Pixels.Indexed indexed && PixelExtractor.isGreyRamp(indexed)
        ? PixelExtractor.greyOf(indexed)
        : pixels;
  }
}
