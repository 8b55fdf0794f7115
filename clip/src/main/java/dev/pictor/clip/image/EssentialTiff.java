package dev.pictor.clip.image;

import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.TiffDirectory.Entry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A TIFF of which nothing but the first page is left, and of its tags those that make its pixels.
/// The reader would read every tag of every page, all of which may point to the same megabytes.
final class EssentialTiff {
  /// By the names of the specification and its supplements, from `NewSubfileType` to `ICCProfile`.
  private static final Set<Integer> TAGS =
      Set.of(
          254, 255, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 280, 281, 284, 290, 291,
          292, 293, 301, 317, 318, 319, 320, 322, 323, 324, 325, 327, 332, 333, 334, 336, 338, 339,
          340, 341, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 34675);

  private EssentialTiff() {}

  /// @throws UnreadableImageException if its tags claim more than the file has
  static byte[] of(byte[] content) {
    TiffDirectory directory = TiffDirectory.of(content, 0, content.length);
    if (directory == null) {
      throw new UnreadableImageException("broken TIFF: it has no directory");
    }
    List<Entry> kept = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    long claimed = 0;
    for (Entry entry : directory.entries()) {
      if (TAGS.contains(entry.tag()) && seen.add(entry.tag())) {
        kept.add(entry);
        // What does not fit is refused or passed over by the reader, without memory taken.
        claimed += entry.sizeBytes() <= content.length ? entry.sizeBytes() : 0;
      }
    }
    if (claimed > content.length) {
      throw new UnreadableImageException(
          "the tags of the TIFF claim %,d bytes, but the file has %,d"
              .formatted(claimed, content.length));
    }
    // The last directory of a file may lack the four bytes that say so.
    byte[] essential = Arrays.copyOf(content, content.length + 4);
    ByteBuffer target = ByteBuffer.wrap(essential).order(directory.bytes().order());
    target.putShort(directory.start() - 2, (short) kept.size());
    int at = directory.start();
    for (Entry entry : kept) {
      target.put(at, content, entry.at(), TiffDirectory.ENTRY_BYTES);
      at += TiffDirectory.ENTRY_BYTES;
    }
    target.putInt(at, 0);
    return essential;
  }
}
