package dev.pictor.web;

import dev.pictor.indexing.Restorer;
import dev.pictor.indexing.Restorer.Restored;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.search.PictureFiles.Location;
import dev.pictor.store.DamagedPicture;
import dev.pictor.store.StoredPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Pictures' small JPEGs: the store's, and where one is missing or damaged, one that is made again
/// from a file that still has the picture's content. It is kept in memory: the page only reads the
/// store, which `pictor doctor --fix` repairs by the same means. Thread-safe.
final class Thumbnails {
  private static final long KEPT_BYTES = 32 << 20;

  private final Gallery gallery;
  private final Restorer restorer = Restorer.ofThumbnails();
  private final ThumbnailCache made = new ThumbnailCache(KEPT_BYTES);

  /// A page asks for all of its tiles at once, and decoding keeps a processor busy.
  private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());

  Thumbnails(Gallery gallery) {
    this.gallery = gallery;
  }

  /// @throws ProblemException if there is none, and no file here to make it of
  byte[] of(StoredPicture stored) {
    Picture picture = stored.picture();
    return gallery
        .read(store -> store.thumbnail(picture.id()))
        .filter(jpeg -> DamagedPicture.thumbnailFault(jpeg).isEmpty())
        .or(() -> made.get(picture.id()))
        .or(() -> makeInTurn(stored))
        .orElseThrow(() -> new ProblemException(Problem.NO_THUMBNAIL));
  }

  private Optional<byte[]> makeInTurn(StoredPicture stored) {
    turns.acquireUninterruptibly();
    try {
      return made.get(stored.picture().id()).or(() -> make(stored));
    } finally {
      turns.release();
    }
  }

  private Optional<byte[]> make(StoredPicture stored) {
    Picture picture = stored.picture();
    List<Location.Present> files =
        gallery.read(store -> gallery.files(store).present(stored.places()));
    for (Location.Present present : files) {
      Optional<FileStamp> stamp = stamp(present.file());
      // One of another size has another content and need not be read for that.
      if (stamp.isPresent()
          && stamp.get().sizeBytes() == picture.sizeBytes()
          && restorer.restore(present.place(), present.file(), stamp.get(), picture.id())
              instanceof Restored.Whole whole) {
        made.put(picture.id(), whole.thumbnail());
        return Optional.of(whole.thumbnail());
      }
    }
    return Optional.empty();
  }

  private static Optional<FileStamp> stamp(Path file) {
    try {
      return Optional.of(
          new FileStamp(Files.size(file), Files.getLastModifiedTime(file).toMillis()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
