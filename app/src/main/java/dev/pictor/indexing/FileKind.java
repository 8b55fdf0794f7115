package dev.pictor.indexing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells pictures from other files. What is named like a picture is taken for one, so that a broken
/// one is reported; of all else the first bytes decide.
final class FileKind {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "dib", "tif", "tiff", "webp", "heic",
          "heics", "heif", "heifs", "hif", "avif", "avifs");

  private static final int HEAD_BYTES = 12;
  private static final List<String> MAGIC =
      List.of("\u00ff\u00d8\u00ff", "\u0089PNG\r\n\u001a\n", "GIF87a", "GIF89a", "II*\0", "MM\0*");

  /// Of what begins with the box `ftyp`, as films do too.
  private static final Set<String> BRANDS =
      Set.of(
          "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1",
          "miaf", "avif", "avis");

  private FileKind() {}

  static boolean isPicture(Path file) {
    return isNamedLikeOne(String.valueOf(file.getFileName())) || beginsLikeOne(file);
  }

  private static boolean isNamedLikeOne(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean beginsLikeOne(Path file) {
    byte[] bytes;
    try (InputStream input = Files.newInputStream(file)) {
      bytes = input.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      return false;
    }
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    return MAGIC.stream().anyMatch(head::startsWith)
        || (head.startsWith("RIFF") && head.endsWith("WEBP"))
        || (head.startsWith("ftyp", 4) && BRANDS.contains(head.substring(8)))
        || isBitmap(head);
  }

  /// `BM` alone begins many a text: the four reserved bytes after the size must be zero too.
  private static boolean isBitmap(String head) {
    return head.startsWith("BM") && head.startsWith("\0\0\0\0", 6);
  }
}
