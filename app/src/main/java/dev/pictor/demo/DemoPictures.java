package dev.pictor.demo;

import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexProgress.Snapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// The folder of the demo's pictures. They are drawn once: what a stopped run has drawn stays, and
/// the next one draws the rest.
///
/// @param folder need not exist
public record DemoPictures(Path folder) {
  /// There when all are drawn; hidden, so never indexed.
  private static final String COMPLETE = ".complete";

  private static final String LOCK = ".lock";
  private static final String PART = ".part";

  /// How many there are.
  public static int count() {
    return DemoScenes.COUNT;
  }

  public boolean areComplete() {
    return Files.exists(folder.resolve(COMPLETE));
  }

  /// Draws what is missing, on all cores. Another process that does the same is waited for.
  ///
  /// @param interrupted asked between pictures
  /// @return whether all are there; not if it was interrupted
  /// @throws DemoException if files cannot be written
  public boolean draw(IndexProgress progress, BooleanSupplier interrupted) {
    if (areComplete()) {
      return true;
    }
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        if (!areComplete() && drawMissing(progress, interrupted)) {
          Files.write(folder.resolve(COMPLETE), new byte[0]);
        }
      }
      return areComplete();
    } catch (IOException e) {
      throw new DemoException(
          "The demo's pictures cannot be drawn into %s: %s. PICTOR_HOME says where."
              .formatted(folder, e),
          e);
    }
  }

  private boolean drawMissing(IndexProgress progress, BooleanSupplier interrupted)
      throws IOException {
    List<DemoPicture> missing =
        DemoPicture.all().stream()
            .filter(picture -> !Files.exists(folder.resolve(picture.path())))
            .toList();
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Boolean>> drawn =
          missing.stream()
              .map(
                  picture ->
                      threads.submit(
                          () -> {
                            if (interrupted.getAsBoolean()) {
                              return false;
                            }
                            write(picture);
                            int number = done.incrementAndGet();
                            progress.update(new Snapshot(missing.size(), true, number, 0));
                            return true;
                          }))
              .toList();
      boolean all = true;
      try {
        for (Future<Boolean> picture : drawn) {
          all &= picture.get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        return false;
      }
      return all;
    }
  }

  /// Appears whole, by renaming. Nobody else writes the part: see the lock.
  private void write(DemoPicture picture) throws IOException {
    Path target = folder.resolve(picture.path());
    Path part = target.resolveSibling("." + target.getFileName() + PART);
    Files.createDirectories(target.getParent());
    Files.write(part, PictureFile.of(picture));
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
