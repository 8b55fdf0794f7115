package dev.pictor.clip.image.heif;

import java.nio.ByteBuffer;
import java.util.Set;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/// What lies in a HEIF file beside its pictures; needs no library.
public final class HeifItem {
  private HeifItem() {}

  /// The bytes of the item of this type with the lowest number; null if there is none.
  ///
  /// @param content of the whole file
  /// @param type four letters: `Exif`, or `mime`, which XMP is
  /// @throws IIOException if the file is no HEIF file, or damaged, or the item longer than
  ///     `mostBytes`
  public static byte @Nullable [] first(byte[] content, String type, int mostBytes)
      throws IIOException {
    HeifMeta meta = HeifMeta.of(ByteBuffer.wrap(content));
    Integer item = meta.first(type);
    ByteBuffer found = item == null ? null : meta.content(Set.of(item), mostBytes).get(item);
    if (found == null) {
      return null;
    }
    byte[] bytes = new byte[found.remaining()];
    found.get(bytes);
    return bytes;
  }
}
