package dev.pictor.indexing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Lets so many pictures be decoded at a time as fit into half of the memory: many small ones, or
/// one of 200 megapixels. Thread-safe.
final class MemoryBudget {
  private static final long BYTES_PER_PERMIT = 1 << 20;

  /// The decoded picture, and one more on the way to sRGB.
  private static final long BYTES_PER_PIXEL = 12;

  private final int permits;
  private final Semaphore available;

  MemoryBudget(long maxMemoryBytes) {
    permits = Math.clamp(maxMemoryBytes / 2 / BYTES_PER_PERMIT, 1, Integer.MAX_VALUE);
    available = new Semaphore(permits, true);
  }

  /// Waits until there is room for this picture; close it when done with it.
  Share take(Path file, long sizeBytes) {
    long bytes = sizeBytes + BYTES_PER_PIXEL * pixels(file);
    int share = Math.clamp(bytes / BYTES_PER_PERMIT, 1, permits);
    available.acquireUninterruptibly(share);
    return () -> available.release(share);
  }

  /// A part of the memory.
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /// From the file's header; 0 if it says nothing, decoding will fail then.
  private static long pixels(Path file) {
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers =
          input == null ? Collections.emptyIterator() : ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return HeifSize.pixels(file);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        return (long) reader.getWidth(0) * reader.getHeight(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
