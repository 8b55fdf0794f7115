package dev.pictor.store;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;

/// One step of a batch, see [PictureStore#apply].
public sealed interface Change {
  /// The picture is in the collection, with this embedding and thumbnail, and this file is one
  /// of its places. What the collection knew of the picture is replaced; its other places
  /// stay.
  ///
  /// @param file its hash is the picture's
  /// @param thumbnail a small JPEG, upright; not empty
  record PutPicture(
      Picture picture, KnownFile.PictureFile file, Embedding embedding, byte[] thumbnail)
      implements Change {
    public PutPicture {
      if (!file.hash().equals(picture.hash())) {
        throw new IllegalArgumentException(
            "File %s has hash %s, the picture %s"
                .formatted(file.place(), file.hash(), picture.hash()));
      }
    }
  }

  /// This file is a place of a picture that is in the collection already (a copy, a renamed or a
  /// merely touched file), or becomes so earlier in the same batch.
  record PutFile(KnownFile.PictureFile file) implements Change {}

  /// This file could not be read; replaces what was known of the place.
  record PutFailure(KnownFile.FailedFile file) implements Change {}

  /// Nothing is at this place any more. Not an error if nothing was known of it.
  record RemoveFile(Place place) implements Change {}

  /// If the batch leaves this picture without its record or without a place, whatever else is kept
  /// of it goes: record, embedding, thumbnail, places. Not an error if nothing was known of it.
  record RemoveOrphan(PictureId id) implements Change {}
}
