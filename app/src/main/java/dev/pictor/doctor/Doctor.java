package dev.pictor.doctor;

import dev.pictor.clip.Clip;
import dev.pictor.indexing.IndexProgress;
import dev.pictor.picture.Root;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoreCounts;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds out what is wrong with a collection: looks at every known file without reading it, and at
/// all that the store keeps.
public final class Doctor {
  private final PictureStore store;
  private final Folders folders;
  private final Findings findings = new Findings();

  /// For one examination.
  ///
  /// @param overrides name of a root to directory on this machine
  public Doctor(PictureStore store, Map<String, Path> overrides) {
    this.store = store;
    this.folders = new Folders(store, overrides);
  }

  /// Changes nothing.
  public Diagnosis examine() {
    return examine(null);
  }

  /// Repairs what it finds as it goes, as far as that is possible; can be killed at any moment.
  ///
  /// @param clip of the collection's model, asked for only if an embedding is to be made
  /// @param progress hears of damaged pictures
  public Diagnosis repair(Supplier<Clip> clip, IndexProgress progress) {
    return examine(new Repair(store, folders, clip, findings, progress));
  }

  private Diagnosis examine(@Nullable Repair repair) {
    StoreCounts counts = store.counts();
    store.forEachDamaged(
        picture -> {
          Damage.of(picture).forEach(damage -> findings.found(damage.kind(), damage.description()));
          if (repair != null) {
            repair.take(picture);
          }
        });
    if (repair != null) {
      repair.finish();
    }
    checkFolders();
    return new Diagnosis(counts, findings.all());
  }

  /// After repairs, which make places known again or forget them.
  private void checkFolders() {
    StoreCounts counts = store.counts();
    long known = 0;
    for (Root root : store.roots()) {
      known += new FolderCheck(root, folders, findings).run(store);
    }
    boolean isBeingWritten = !store.counts().equals(counts);
    if (counts.files() + counts.failed() != known && !isBeingWritten) {
      findings.found(
          Kind.COUNTS,
          "%,d files are counted, %,d lie below the registered folders"
              .formatted(counts.files() + counts.failed(), known));
    }
  }
}
