package dev.pictor.indexing;

import dev.pictor.clip.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Tells pictures from other files. What is named like a picture is taken for one, so that a broken
/// one is reported; of all else the first bytes decide.
final class FileKind {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "dib", "tif", "tiff", "webp", "heic",
          "heics", "heif", "heifs", "hif", "avif", "avifs");

  private FileKind() {}

  static boolean isPicture(Path file) {
    return isNamedLikeOne(String.valueOf(file.getFileName())) || beginsLikeOne(file);
  }

  private static boolean isNamedLikeOne(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean beginsLikeOne(Path file) {
    byte[] head;
    try (InputStream input = Files.newInputStream(file)) {
      head = input.readNBytes(ImageFormat.HEAD_BYTES);
    } catch (IOException e) {
      return false;
    }
    ImageFormat format = ImageFormat.of(head);
    return format != null && (format != ImageFormat.BMP || isBitmap(head));
  }

  /// `BM` alone begins many a text: the four reserved bytes after the size must be zero too.
  private static boolean isBitmap(byte[] head) {
    return head.length >= 10 && Arrays.equals(head, 6, 10, new byte[4], 0, 4);
  }
}
