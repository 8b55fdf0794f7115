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
    stage(connection, batch);
    Collections.lock(connection, collectionId);
    missing(connection, batch).stream()
        .findFirst()
        .ifPresent(
            file -> {
              throw new IllegalArgumentException(
                  "The collection has no picture %s for the file %s"
                      .formatted(file.hash(), file.place()));
            });
    merge(connection, batch);
  }

  /// Brings it to the server; nobody has to wait for it yet.
  static void stage(Connection connection, Batch batch) throws SQLException {
    if (!batch.pictures().isEmpty()) {
      Pictures.stage(connection, batch.pictures().values());
    }
    if (!batch.files().isEmpty()) {
      Files.stage(connection, batch.files().values());
    }
  }

  /// Files whose pictures are not there, as they should be; with the collection locked.
  List<PictureFile> missing(Connection connection, Batch batch) throws SQLException {
    List<PictureFile> required = batch.required();
    if (required.isEmpty()) {
      return List.of();
    }
    Set<ContentHash> hashes = required.stream().map(PictureFile::hash).collect(Collectors.toSet());
    Set<ContentHash> there = Pictures.contained(connection, collectionId, hashes);
    return required.stream().filter(file -> !there.contains(file.hash())).toList();
  }

  /// Takes over what was staged, with the collection locked and nothing missing.
  void merge(Connection connection, Batch batch) throws SQLException {
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
}
