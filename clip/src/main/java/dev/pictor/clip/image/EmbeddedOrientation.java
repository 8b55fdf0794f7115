package dev.pictor.clip.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// The EXIF orientation of a file of any format that can carry one.
final class EmbeddedOrientation {
  private EmbeddedOrientation() {}

  /// Broken metadata says nothing: the pixels are then taken as they are.
  static Orientation of(byte[] content) {
    try {
      Metadata metadata =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(content), content.length);
      for (ExifIFD0Directory directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
        Integer value = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        if (value != null) {
          return Orientation.ofExif(value);
        }
      }
    } catch (IOException
        | ImageProcessingException
        | RuntimeException
        | StackOverflowError
        | OutOfMemoryError ignored) {
      return Orientation.UPRIGHT;
    }
    return Orientation.UPRIGHT;
  }
}
