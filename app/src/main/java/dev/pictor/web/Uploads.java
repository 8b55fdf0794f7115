package dev.pictor.web;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.DecodedImage;
import dev.pictor.clip.image.EncodedImage;
import dev.pictor.clip.image.ImagePreprocessor;
import dev.pictor.clip.image.SizeNeeded;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.PictureId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What uploaded pictures show, for as long as the server runs and not too many others come: the
/// pictures themselves are not kept, only a small copy in memory to know them by. Thread-safe.
final class Uploads {
  /// The most bytes that one may have.
  static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final int KEPT = 1_000;

  /// So many are in memory at once.
  private static final int AT_ONCE = 4;

  private static final int PATIENCE_SECONDS = 10;

  /// Of the small copy, in pixels.
  private static final int LONGEST_SIDE = 96;

  private static final int QUALITY = 80;

  /// @param thumbnail JPEG, made of the pixels, so that nothing of the file is in it
  private record Kept(Embedding embedding, byte[] thumbnail) {}

  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Map<PictureId, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PictureId, Kept> eldest) {
          return size() > KEPT;
        }
      };

  /// Tells the content.
  interface Content {
    byte[] read();
  }

  private record Seen(PictureId id, Kept picture) {}

  /// @param content asked for once there is room
  /// @return as it is called in a query
  /// @throws ProblemException if it is no picture that can be read, or too many come at once
  PictureId add(Clip clip, Content content) {
    Seen seen = look(clip, content);
    synchronized (kept) {
      kept.put(seen.id(), seen.picture());
    }
    return seen.id();
  }

  /// As [#add], of a picture that is not kept.
  Embedding embed(Clip clip, Content content) {
    return look(clip, content).picture().embedding();
  }

  private Seen look(Clip clip, Content content) {
    requireRoom();
    try {
      byte[] bytes = content.read();
      return new Seen(PictureId.of(ContentHash.of(bytes)), look(clip, EncodedImage.of(bytes)));
    } catch (UnreadableImageException e) {
      throw new ProblemException(
          new Problem(
              422,
              "unreadable-picture",
              "Pictor cannot search with this",
              "What was sent cannot be read: %s.".formatted(e.getMessage())));
    } finally {
      room.release();
    }
  }

  private static Kept look(Clip clip, EncodedImage picture) {
    ImagePreprocessor preprocessor = clip.preprocessor();
    DecodedImage image =
        picture.decode(preprocessor.sizeNeeded().and(new SizeNeeded(1, LONGEST_SIDE)));
    Embedding embedding = clip.encodePixels(List.of(preprocessor.preprocess(image))).getFirst();
    return new Kept(embedding, image.toUprightJpeg(LONGEST_SIDE, QUALITY));
  }

  private void requireRoom() {
    try {
      if (room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        new Problem(
            503,
            "busy",
            "Too many pictures come at once",
            "Others are being looked at. Try again in a moment.",
            null,
            PATIENCE_SECONDS));
  }

  /// @param fingerprint of the model that searches
  Optional<Embedding> find(PictureId id, String fingerprint) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(id))
          .map(Kept::embedding)
          .filter(embedding -> embedding.fingerprint().equals(fingerprint));
    }
  }

  /// A small JPEG.
  Optional<byte[]> thumbnail(PictureId id) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(id)).map(Kept::thumbnail);
    }
  }
}
