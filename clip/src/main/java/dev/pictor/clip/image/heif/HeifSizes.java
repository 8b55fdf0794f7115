package dev.pictor.clip.image.heif;

import dev.pictor.clip.image.decoder.PictureLimits;
import dev.pictor.clip.image.heif.HeifMeta.Property;
import dev.pictor.clip.image.heif.HeifPicture.Part;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOException;

/// How large the pictures in a HEIF file are: by their streams, whatever their properties declare.
/// What would take too much memory or time is refused here, before a decoder sees it.
final class HeifSizes {
  private final HeifMeta meta;
  private final Map<Integer, ByteBuffer> contents;
  private final int fileBytes;
  private final Map<Integer, CodedSize> known = new HashMap<>();

  HeifSizes(HeifMeta meta, Map<Integer, ByteBuffer> contents, int fileBytes) {
    this.meta = meta;
    this.contents = contents;
    this.fileBytes = fileBytes;
  }

  /// As it is shown, before it is turned and cropped.
  ///
  /// @throws IIOException if the tiles of a grid do not cover it, or their bytes are claimed again
  ///     and again
  /// @throws dev.pictor.clip.UnreadableImageException if it is too large
  CodedSize of(Part part) throws IIOException {
    long pixels = stored(part);
    long bytes = 0;
    for (int item : part.coded()) {
      bytes += content(item).remaining();
    }
    if (bytes > fileBytes) {
      throw new IIOException("its tiles claim more bytes than the file has");
    }
    // The tiles of a small grid may have up to four times its pixels.
    if (pixels > 2 * PictureLimits.MAX_PIXELS || !PictureLimits.believes(pixels, fileBytes)) {
      throw new IIOException(
          "the file has %,d bytes and tiles of %,d pixels".formatted(fileBytes, pixels));
    }
    return part.isGrid() ? Damage.within("its grid", () -> grid(part)) : coded(part.item());
  }

  /// Pixels of all that it is made of.
  long stored(Part part) throws IIOException {
    long pixels = 0;
    for (int item : part.coded()) {
      CodedSize size = coded(item);
      pixels += (long) size.storedWidth() * size.storedHeight();
    }
    return pixels;
  }

  CodedSize coded(int item) throws IIOException {
    CodedSize size = known.get(item);
    if (size == null) {
      size = codec(item).size(configuration(item).body(), content(item));
      PictureLimits.check(size.storedWidth(), size.storedHeight(), fileBytes);
      PictureLimits.check(size.width(), size.height(), fileBytes);
      known.put(item, size);
    }
    return size;
  }

  HeifCodec codec(int item) throws IIOException {
    HeifCodec codec = HeifCodec.of(meta.type(item));
    if (codec == null) {
      throw new IIOException("an item of the kind '%s' is no picture".formatted(meta.type(item)));
    }
    return codec;
  }

  /// The property that a decoder needs to know first.
  Property configuration(int item) throws IIOException {
    String wanted = codec(item).configuration();
    for (Property property : meta.properties(item)) {
      if (property.type().equals(wanted)) {
        return property;
      }
    }
    throw new IIOException("an item has no property '%s'".formatted(wanted));
  }

  private ByteBuffer content(int item) throws IIOException {
    ByteBuffer content = contents.get(item);
    if (content == null) {
      throw new IIOException("an item has no data");
    }
    return content.duplicate();
  }

  /// `ImageGrid` (ISO 23008-12, 6.6.2.3).
  private CodedSize grid(Part part) throws IIOException {
    ByteBuffer grid = content(part.item());
    boolean wide = (grid.getShort() & 1) != 0;
    int rows = (grid.get() & 0xFF) + 1;
    int columns = (grid.get() & 0xFF) + 1;
    int width = wide ? grid.getInt() : grid.getShort() & 0xFFFF;
    int height = wide ? grid.getInt() : grid.getShort() & 0xFFFF;
    PictureLimits.check(width, height, fileBytes);
    CodedSize tile = coded(part.tiles().getFirst());
    for (int other : Set.copyOf(part.tiles())) {
      if (coded(other).width() != tile.width() || coded(other).height() != tile.height()) {
        throw new IIOException("the tiles of its grid differ in size");
      }
    }
    if (part.tiles().size() != rows * columns
        || !covers(columns, tile.width(), width)
        || !covers(rows, tile.height(), height)) {
      throw new IIOException(
          "a grid of %,d x %,d pixels has %d x %d tiles of %,d x %,d, and %,d in the file"
              .formatted(
                  width, height, columns, rows, tile.width(), tile.height(), part.tiles().size()));
    }
    return new CodedSize(width, height, width, height);
  }

  private static boolean covers(int tiles, int tileSize, int size) {
    return (long) tiles * tileSize >= size && (tiles - 1L) * tileSize < size;
  }
}
