package dev.pictor.indexing;

import dev.pictor.clip.image.DecodedImage;
import dev.pictor.clip.image.SizeNeeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// The small JPEG that the page shows in its grid.
final class Thumbnail {
  /// More than twice the width of a tile, for dense screens.
  private static final int LONGEST_SIDE = 480;

  /// Pixels that a picture must keep to be shown as large as this.
  static final SizeNeeded SIZE_NEEDED = new SizeNeeded(1, LONGEST_SIDE);

  private static final float QUALITY = 0.8f;

  private Thumbnail() {}

  static byte[] of(DecodedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var bytes = new ByteArrayOutputStream();
        var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image.toUprightRgb(LONGEST_SIDE), null, null), parameters);
      output.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written", e);
    } finally {
      writer.dispose();
    }
  }
}
