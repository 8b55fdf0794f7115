package dev.pictor.indexing;

import dev.pictor.clip.image.DecodedImage;
import dev.pictor.clip.image.ImagePreprocessor;
import dev.pictor.clip.image.SizeNeeded;
import dev.pictor.indexing.ReadResult.Decoded;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import dev.pictor.store.Effort;
import dev.pictor.store.KnownFile;
import java.nio.file.Path;
import java.util.function.Function;

/// Makes again what a collection has lost of a picture, from a file that holds it. Thread-safe.
public final class Restorer {
  private static final float[] NO_PIXELS = {};

  private final PictureReader reader;

  private Restorer(SizeNeeded sizeNeeded, Function<DecodedImage, float[]> pixels) {
    MemoryBudget budget = new MemoryBudget(Runtime.getRuntime().maxMemory());
    this.reader = new PictureReader(sizeNeeded, pixels, _ -> false, budget);
  }

  /// Makes all, pixels to be embedded too.
  public static Restorer of(ImagePreprocessor preprocessor) {
    return new Restorer(
        preprocessor.sizeNeeded().and(Thumbnail.SIZE_NEEDED), preprocessor::preprocess);
  }

  /// Leaves the pixels empty; needs no model.
  public static Restorer ofThumbnails() {
    return new Restorer(Thumbnail.SIZE_NEEDED, _ -> NO_PIXELS);
  }

  /// What came of it.
  public sealed interface Restored {
    /// @param pixels as [dev.pictor.clip.Clip#encodePixels] takes them
    record Whole(Picture picture, KnownFile.PictureFile file, byte[] thumbnail, float[] pixels)
        implements Restored {}

    /// The file holds something else, or is gone.
    record OtherContent() implements Restored {}

    record Unreadable(String reason) implements Restored {}
  }

  /// @param stamp of the file, from before
  /// @param id of the picture that it should hold
  public Restored restore(Place place, Path file, FileStamp stamp, PictureId id) {
    Candidate candidate = new Candidate(place, file, stamp, null, null, Effort.EMBED);
    return switch (reader.read(candidate)) {
      case Decoded decoded when decoded.picture().id().equals(id) ->
          new Restored.Whole(
              decoded.picture(),
              new KnownFile.PictureFile(place, stamp, decoded.picture().hash()),
              decoded.thumbnail(),
              decoded.pixels());
      case ReadResult.Unreadable unreadable -> new Restored.Unreadable(unreadable.reason());
      case Decoded _,
          ReadResult.SameContent _,
          ReadResult.Refreshed _,
          ReadResult.NotRefreshed _,
          ReadResult.Vanished _ ->
          new Restored.OtherContent();
    };
  }
}
