package dev.pictor.transfer;

import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexProgress.Snapshot;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.WholePicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Writes a collection as it is at one moment to a file or folder, which appears when it is
/// complete. Memory does not grow with the pictures.
public final class Export {
  private final PictureStore store;
  private final IndexProgress progress;
  private final BooleanSupplier stopRequested;
  private final List<FailedFile> failures = new ArrayList<>();
  private long pictures;
  private long files;

  /// For one run.
  ///
  /// @param progress hears of pictures
  public Export(PictureStore store, IndexProgress progress, BooleanSupplier stopRequested) {
    this.store = store;
    this.progress = progress;
    this.stopRequested = stopRequested;
  }

  /// @param target absolute
  /// @param force whether an export that is there may be replaced
  /// @throws TransferException if it cannot be written; nothing has changed then
  public ExportResult to(Path target, ExportFormat format, boolean force) {
    try (Placing placing = Placing.at(target, format, force)) {
      try (Sink sink = sink(placing.part(), format)) {
        write(sink);
      }
      Stopped.check(stopRequested);
      placing.commit();
      return new ExportResult.Done(counts(), bytes(target));
    } catch (Stopped e) {
      return new ExportResult.Interrupted();
    } catch (IOException | UncheckedIOException e) {
      throw new TransferException("Cannot write %s (%s).".formatted(target, e.getMessage()), e);
    }
  }

  private Sink sink(Path part, ExportFormat format) throws IOException {
    CollectionInfo info = store.info();
    return switch (format) {
      case PARQUET -> new ParquetSink(part);
      case NPY -> new NpySink(Files.createDirectory(part), info.model().dimension(), stopRequested);
    };
  }

  private void write(Sink sink) throws IOException {
    long expected = store.counts().pictures();
    store.forEachWhole(
        picture -> {
          Stopped.check(stopRequested);
          add(sink, picture);
          progress.update(new Snapshot(Math.max(expected, pictures), true, pictures, 0));
        },
        failures::add);
    failures.sort(Comparator.comparing(FailedFile::place));
    // Last, so that no root is missing that was registered meanwhile.
    sink.finish(new Manifest(store.info().model(), store.roots(), counts()), failures);
  }

  private void add(Sink sink, WholePicture picture) {
    try {
      Thumbnails.require(picture.thumbnail());
      sink.add(picture);
    } catch (IllegalArgumentException e) {
      throw new TransferException(
          "Picture %s cannot be exported: %s. 'pictor doctor --fix' may mend it."
              .formatted(picture.picture().id(), e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pictures++;
    files += picture.files().size();
  }

  private StoreCounts counts() {
    return new StoreCounts(pictures, files, failures.size());
  }

  private static long bytes(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return Files.size(target);
    }
    long bytes = Files.size(target.resolve(NpyFiles.COLLECTION));
    for (String name : NpyFiles.DIGESTED) {
      bytes += Files.size(target.resolve(name));
    }
    return bytes;
  }
}
