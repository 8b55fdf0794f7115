package dev.pictor.store;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
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

  /// For stores: the embedding of a picture.
  ///
  /// @throws StoreException if it is damaged
  public static Embedding embedding(PictureId id, ModelIdentity model, float[] values) {
    try {
      return Embedding.ofUnit(model.fingerprint(), values);
    } catch (IllegalArgumentException e) {
      throw notWhole(id, "embedding");
    }
  }

  /// For stores: what is said of a picture that is not whole.
  public static StoreException notWhole(PictureId id, String part) {
    return new StoreException(
        "The %s of picture %s is missing or damaged. 'pictor doctor --fix' makes it again."
            .formatted(part, id));
  }
}
