package dev.pictor.clip.image;

import dev.pictor.clip.image.heif.Heif;
import dev.pictor.clip.image.heif.HeifKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// How many pixels a picture has, before it is read.
final class PixelCount {
  private PixelCount() {}

  static long of(Path file) {
    try {
      return heifKind(file) != null ? Heif.pixels(file) : ofHeader(file);
    } catch (IOException | RuntimeException | InternalError e) {
      // An InternalError is what comes of a file that became shorter while it was looked at.
      return 0;
    }
  }

  static @Nullable HeifKind heifKind(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return HeifKind.of(input.readNBytes(HeifKind.HEAD_BYTES));
    }
  }

  private static long ofHeader(Path file) throws IOException {
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return 0;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        return (long) reader.getWidth(0) * reader.getHeight(0);
      } finally {
        reader.dispose();
      }
    }
  }
}
