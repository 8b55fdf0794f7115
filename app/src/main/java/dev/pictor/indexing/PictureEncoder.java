package dev.pictor.indexing;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.picture.Place;
import java.util.List;

/// Makes the embeddings of pictures that were read. Called by one thread.
public interface PictureEncoder {
  /// @return in the order of the pictures, one batch
  List<Embedding> encode(List<Preprocessed> pictures);

  /// With a model.
  static PictureEncoder of(Clip clip) {
    return pictures -> clip.encodePixels(pictures.stream().map(Preprocessed::pixels).toList());
  }

  /// @param pixels what [dev.pictor.clip.image.ImagePreprocessor] makes of the file there
  record Preprocessed(Place place, float[] pixels) {}
}
