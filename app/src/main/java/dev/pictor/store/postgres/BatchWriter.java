package dev.pictor.store.postgres;

import dev.pictor.picture.ContentHash;
import dev.pictor.store.KnownFile.PictureFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes a batch in one transaction.
///
/// All that is large travels before the collection's row is locked; what happens under the lock is
/// a few statements on the server. Thus writers of one collection take turns, batch by batch, and
/// need not fear deadlocks or that one removes a picture while the other finds a copy of it.
final class BatchWriter {
  private final long collectionId;
  private final Vectors vectors;

  BatchWriter(long collectionId, Vectors vectors) {
    this.collectionId = collectionId;
    this.vectors = vectors;
  }

  /// @throws IllegalArgumentException if a required picture is not there
  void write(Connection connection, Batch batch) throws SQLException {
    if (!batch.pictures().isEmpty()) {
      Pictures.stage(connection, batch.pictures().values());
    }
    if (!batch.files().isEmpty()) {
      Files.stage(connection, batch.files().values());
    }
    Collections.lock(connection, collectionId);
    requireThere(connection, batch.required());
    Set<UUID> concerned = new HashSet<>(Files.picturesAt(connection, collectionId, batch.places()));
    concerned.addAll(batch.pictures().keySet());
    concerned.addAll(batch.orphans());
    if (!batch.pictures().isEmpty()) {
      Pictures.merge(connection, collectionId);
      vectors.merge(connection, collectionId);
    }
    if (!batch.files().isEmpty()) {
      Files.merge(connection, collectionId);
    }
    if (!batch.removed().isEmpty()) {
      Files.delete(connection, collectionId, batch.removed());
    }
    if (!concerned.isEmpty()) {
      Pictures.deleteWithoutPlace(connection, collectionId, concerned);
    }
    if (!batch.orphans().isEmpty()) {
      new Damages(vectors).deleteWithoutRecord(connection, collectionId, batch.orphans());
    }
  }

  private void requireThere(Connection connection, List<PictureFile> required) throws SQLException {
    if (required.isEmpty()) {
      return;
    }
    Set<ContentHash> hashes = required.stream().map(PictureFile::hash).collect(Collectors.toSet());
    Set<ContentHash> there = Pictures.contained(connection, collectionId, hashes);
    for (PictureFile file : required) {
      if (!there.contains(file.hash())) {
        throw new IllegalArgumentException(
            "The collection has no picture %s for the file %s"
                .formatted(file.hash(), file.place()));
      }
    }
  }
}
