package dev.pictor.web;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.EncodedImage;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.PictureId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What uploaded pictures show, for as long as the server runs and not too many others come: the
/// pictures themselves are not kept. Thread-safe.
final class Uploads {
  /// The most bytes that one may have.
  static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final int KEPT = 1_000;

  /// So many are in memory at once.
  private static final int AT_ONCE = 4;

  private static final int PATIENCE_SECONDS = 10;

  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Map<PictureId, Embedding> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PictureId, Embedding> eldest) {
          return size() > KEPT;
        }
      };

  /// Tells the content.
  interface Content {
    byte[] read();
  }

  private record Seen(PictureId id, Embedding embedding) {}

  /// @param content asked for once there is room
  /// @return as it is called in a query
  /// @throws ProblemException if it is no picture that can be read, or too many come at once
  PictureId add(Clip clip, Content content) {
    Seen seen = look(clip, content);
    synchronized (kept) {
      kept.put(seen.id(), seen.embedding());
    }
    return seen.id();
  }

  /// As [#add], of a picture that is not kept.
  Embedding embed(Clip clip, Content content) {
    return look(clip, content).embedding();
  }

  private Seen look(Clip clip, Content content) {
    requireRoom();
    try {
      byte[] bytes = content.read();
      return new Seen(
          PictureId.of(ContentHash.of(bytes)), clip.encodeImage(EncodedImage.of(bytes)));
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
          .filter(embedding -> embedding.fingerprint().equals(fingerprint));
    }
  }
}
