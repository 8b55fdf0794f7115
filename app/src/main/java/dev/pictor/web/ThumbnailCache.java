package dev.pictor.web;

import dev.pictor.picture.PictureId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps JPEGs in memory up to so many bytes, those that were asked for last. An id stands for one
/// content, so nothing in here grows old. Thread-safe.
final class ThumbnailCache {
  private final long maxBytes;
  private final Map<PictureId, byte[]> jpegs = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  ThumbnailCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized Optional<byte[]> get(PictureId id) {
    return Optional.ofNullable(jpegs.get(id));
  }

  synchronized void put(PictureId id, byte[] jpeg) {
    byte[] before = jpegs.put(id, jpeg);
    bytes += jpeg.length - (before == null ? 0 : before.length);
    Iterator<byte[]> oldest = jpegs.values().iterator();
    while (bytes > maxBytes) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }
}
