package dev.pictor.store;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Picture;
import dev.pictor.store.KnownFile.PictureFile;
import java.util.Comparator;
import java.util.List;

/// A picture with all that a collection keeps of it.
///
/// @param files where it lies, sorted by place, one or more; their hash is the picture's
/// @param thumbnail a small JPEG, as it was put; not copied
public record WholePicture(
    Picture picture, List<PictureFile> files, Embedding embedding, byte[] thumbnail) {
  public WholePicture {
    files = files.stream().sorted(Comparator.comparing(PictureFile::place)).toList();
  }

  /// For stores: what is said of a picture that is not whole.
  public static StoreException notWhole(String picture, String part) {
    return new StoreException(
        "Picture %s has lost its %s. 'pictor doctor --fix' makes it again."
            .formatted(picture, part));
  }
}
