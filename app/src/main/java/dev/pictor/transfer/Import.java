package dev.pictor.transfer;

import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexProgress.Snapshot;
import dev.pictor.indexing.Optimization;
import dev.pictor.picture.Root;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoreCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Takes what an [Export] has written into a collection of the same model.
///
/// It only adds: what the collection knows of a picture or a place stays. So the same import twice
/// changes nothing, and one that was killed goes on when it is repeated.
public final class Import implements AutoCloseable {
  private final Source source;
  private final Map<String, Path> directories;

  private Import(Source source, Map<String, Path> directories) {
    this.source = source;
    this.directories = Map.copyOf(directories);
  }

  /// @param path file or folder, absolute
  /// @param directories where roots lie on this machine, if elsewhere than where the export was
  ///     made
  /// @throws TransferException if it is no export; the pictures are not looked at yet
  public static Import open(Path path, Map<String, Path> directories) {
    try {
      if (!Files.exists(path)) {
        throw new TransferException("There is no file or folder %s.".formatted(path));
      }
      return new Import(
          Files.isDirectory(path) ? NpySource.open(path) : ParquetSource.open(path), directories);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /// The model that made the vectors.
  public ModelIdentity model() {
    return source.manifest().model();
  }

  public StoreCounts counts() {
    return source.manifest().counts();
  }

  /// @param roots of the collection
  /// @throws TransferException if the collection is of another model, or one of its roots has the
  ///     name of another folder in the export
  public void requireFits(CollectionInfo collection, List<Root> roots) {
    ModelIdentity here = collection.model();
    ModelIdentity there = model();
    if (!here.fingerprint().equals(there.fingerprint()) || here.dimension() != there.dimension()) {
      throw new TransferException(
          ("%s holds vectors of %s, collection '%s' those of %s. They do not belong together:"
                  + " import into another collection (--collection NAME).")
              .formatted(source.path(), description(there), collection.name(), description(here)));
    }
    for (Root root : source.manifest().roots()) {
      for (Root known : roots) {
        if (known.name().equals(root.name())
            && !known.directory().equals(root.directory())
            && !directories.containsKey(root.name())) {
          throw new TransferException(
              ("Root '%s' lies in %s in the export and in %s in collection '%s'. If that is the same"
                      + " folder: --root %s=%s. If not, import into another collection"
                      + " (--collection NAME).")
                  .formatted(
                      root.name(),
                      root.directory(),
                      known.directory(),
                      collection.name(),
                      root.name(),
                      known.directory()));
        }
      }
    }
  }

  private static String description(ModelIdentity model) {
    return "%s (%s..., dimension %d, %s)"
        .formatted(
            model.name(),
            model.fingerprint().substring(0, Math.min(12, model.fingerprint().length())),
            model.dimension(),
            model.preprocessing());
  }

  /// Looks at all of it, and stores nothing.
  ///
  /// @return false if it was asked to stop
  /// @throws TransferException naming the file, the row and the reason at the first thing that is
  ///     wrong
  public boolean verify(IndexProgress progress, BooleanSupplier stopRequested) {
    long[] done = new long[1];
    try {
      source.verifyDigests(stopRequested);
      new CheckedPictures(source)
          .forEach(
              _ -> {
                Stopped.check(stopRequested);
                progress.update(snapshot(++done[0]));
              },
              _ -> {});
      return true;
    } catch (Stopped e) {
      return false;
    } catch (IOException e) {
      throw unreadable(source.path(), e);
    }
  }

  /// To be called when it was verified. Can be stopped or killed at any point.
  ///
  /// @param store that it fits, see [#requireFits]
  public ImportResult into(
      PictureStore store, IndexProgress progress, BooleanSupplier stopRequested) {
    registerRoots(store);
    Merge merge = new Merge(store, source.manifest().rootNames());
    long[] done = new long[1];
    boolean isInterrupted = false;
    try {
      new CheckedPictures(source)
          .forEach(
              picture -> {
                Stopped.check(stopRequested);
                merge.add(picture);
                progress.update(snapshot(++done[0]));
              },
              merge::add);
    } catch (Stopped e) {
      isInterrupted = true;
    } catch (IOException e) {
      throw unreadable(source.path(), e);
    }
    merge.flush();
    if (!isInterrupted) {
      Optimization.run(store, progress);
    }
    return merge.result(isInterrupted);
  }

  private void registerRoots(PictureStore store) {
    List<String> known = store.roots().stream().map(Root::name).toList();
    for (Root root : source.manifest().roots()) {
      if (!known.contains(root.name())) {
        Path here = directories.get(root.name());
        store.putRoot(here == null ? root : new Root(root.name(), here.toString()));
      }
    }
  }

  private Snapshot snapshot(long done) {
    return new Snapshot(source.manifest().counts().pictures(), true, done, 0);
  }

  private static TransferException unreadable(Path path, IOException error) {
    return new TransferException("Cannot read %s (%s).".formatted(path, error.getMessage()), error);
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException e) {
      throw unreadable(source.path(), e);
    }
  }
}
