package dev.pictor.indexing;

import dev.pictor.clip.image.ImageDecoder;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

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
    long bytes = sizeBytes + BYTES_PER_PIXEL * ImageDecoder.pixels(file);
    int share = Math.clamp(bytes / BYTES_PER_PERMIT, 1, permits);
    available.acquireUninterruptibly(share);
    return () -> available.release(share);
  }

  /// A part of the memory.
  interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
