package dev.pictor.store.lucene;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import dev.pictor.store.Change;
import dev.pictor.store.KnownFile;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.RunCounts;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;

/// What a batch comes to: its steps taken in order in memory and checked against the last commit,
/// before anything is written.
final class BatchPlan {
  private final Snapshot before;
  private final Map<ContentHash, Change.PutPicture> pictures = new LinkedHashMap<>();

  /// Empty: nothing is there any more.
  private final Map<Place, Optional<KnownFile>> files = new LinkedHashMap<>();

  private final Set<PictureId> orphans = new LinkedHashSet<>();

  private BatchPlan(Snapshot before) {
    this.before = before;
  }

  /// @param before the last commit; nothing else is written meanwhile
  /// @throws IllegalArgumentException if a step is refused
  static BatchPlan of(List<Change> batch, Snapshot before) throws IOException {
    BatchPlan plan = new BatchPlan(before);
    for (Change change : batch) {
      plan.take(change);
    }
    return plan;
  }

  private void take(Change change) throws IOException {
    switch (change) {
      case Change.PutPicture put -> {
        ModelIdentity model = before.collection().info().model();
        model.requireOwn(put.embedding());
        pictures.put(put.picture().hash(), put);
        files.put(put.file().place(), Optional.of(put.file()));
      }
      case Change.PutFile(KnownFile.PictureFile file) -> {
        if (!pictures.containsKey(file.hash()) && !before.holds(file.hash())) {
          throw new IllegalArgumentException(
              "File %s is to show picture %s, which is not in collection '%s'."
                  .formatted(file.place(), file.hash(), before.collection().info().name()));
        }
        files.put(file.place(), Optional.of(file));
      }
      case Change.PutFailure(KnownFile.FailedFile file) ->
          files.put(file.place(), Optional.of(file));
      case Change.RemoveFile(Place place) -> files.put(place, Optional.empty());
      case Change.RemoveOrphan(PictureId id) -> orphans.add(id);
    }
  }

  /// What it comes to as a part of a run.
  RunCounts counts(List<Change> batch) throws IOException {
    Set<ContentHash> held = new HashSet<>();
    for (ContentHash hash : pictures.keySet()) {
      if (before.holds(hash)) {
        held.add(hash);
      }
    }
    return RunCounts.of(batch, held::contains);
  }

  void writeTo(IndexWriter writer) throws IOException {
    Set<ContentHash> touched = new HashSet<>(pictures.keySet());
    for (Place place : files.keySet()) {
      if (before.file(place).orElse(null) instanceof KnownFile.PictureFile file) {
        touched.add(file.hash());
      }
    }
    for (Map.Entry<Place, Optional<KnownFile>> entry : files.entrySet()) {
      if (entry.getValue().isPresent()) {
        writer.updateDocument(Documents.file(entry.getKey()), Documents.of(entry.getValue().get()));
      } else {
        writer.deleteDocuments(Documents.file(entry.getKey()));
      }
    }
    Set<ContentHash> shown = shownByThisBatch();
    for (ContentHash hash : touched) {
      Change.PutPicture put = pictures.get(hash);
      if (!shown.contains(hash) && files.keySet().containsAll(before.places(hash))) {
        writer.deleteDocuments(Documents.content(hash));
      } else if (put != null) {
        writer.updateDocuments(Documents.content(hash), Documents.of(put));
      }
    }
    for (PictureId id : orphans) {
      if (isOrphan(id, shown)) {
        writer.deleteDocuments(Documents.picture(id), Documents.thumbnail(id));
        writer.deleteDocuments(Documents.showing(id));
      }
    }
  }

  /// Whether no place or no record of it is left.
  private boolean isOrphan(PictureId id, Set<ContentHash> shown) throws IOException {
    boolean isShown =
        shown.stream().anyMatch(hash -> PictureId.of(hash).equals(id))
            || !files.keySet().containsAll(before.places(id));
    boolean isRecorded =
        before.holds(id)
            || pictures.keySet().stream().anyMatch(hash -> PictureId.of(hash).equals(id));
    return !(isShown && isRecorded);
  }

  private Set<ContentHash> shownByThisBatch() {
    Set<ContentHash> shown = new HashSet<>();
    for (Optional<KnownFile> file : files.values()) {
      if (file.orElse(null) instanceof KnownFile.PictureFile picture) {
        shown.add(picture.hash());
      }
    }
    return shown;
  }
}
