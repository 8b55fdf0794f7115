package dev.pictor.eval;

import dev.pictor.clip.Clip;
import dev.pictor.eval.EvaluationFile.Line;
import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexReport;
import dev.pictor.indexing.Indexer;
import dev.pictor.indexing.Targets;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import dev.pictor.store.KnownFile;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.PictureStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/// The pictures that are searched: those that an evaluation file names, and those of whole folders.
/// A picture is known by its content, so copies count once.
///
/// @param pictures how many there are
/// @param judged the lines whose picture is among them, in the order of the file
/// @param leftOut the other lines
/// @param failedInFolders files of the folders that could not be read
/// @param interrupted whether it was stopped before the end; the rest is incomplete then
public record Corpus(
    long pictures,
    List<Judged> judged,
    List<LeftOut> leftOut,
    long failedInFolders,
    boolean interrupted) {
  /// No folder's root is called like that, see [Targets].
  private static final Root FILES = new Root("/", "/");

  /// A line and the picture that it names.
  record Judged(Line line, PictureId picture) {}

  /// A line that cannot be used.
  ///
  /// @param reason one line for people
  public record LeftOut(Line line, String reason) {}

  public Corpus {
    judged = List.copyOf(judged);
    leftOut = List.copyOf(leftOut);
  }

  /// Embeds the pictures into a collection.
  ///
  /// @param folders further pictures that are searched but right for no line; absolute
  /// @param store opened to write, empty, of this model's fingerprint
  /// @param stopRequested asked often; once true, it comes to an end soon
  /// @throws dev.pictor.config.ConfigException if a folder is not there
  public static Corpus index(
      EvaluationFile file,
      List<Path> folders,
      PictureStore store,
      Clip clip,
      IndexProgress progress,
      BooleanSupplier stopRequested) {
    IndexReport ofFolders =
        new Indexer(store, clip, progress, stopRequested)
            .index(new Targets(List.of(), Map.of()).of(folders));
    Map<String, Path> files = new HashMap<>();
    Map<String, String> reasons = new HashMap<>();
    for (Line line : file.lines()) {
      if (!files.containsKey(line.picture()) && !reasons.containsKey(line.picture())) {
        locate(file.path(), line.picture(), files, reasons);
      }
    }
    IndexReport ofFiles =
        new Indexer(store, clip, new WithoutFailures(progress), stopRequested)
            .indexFiles(FILES, List.copyOf(new TreeSet<>(files.values())));
    return of(
        file,
        store,
        files,
        reasons,
        ofFolders.failed(),
        ofFolders.interrupted() || ofFiles.interrupted());
  }

  private static void locate(
      Path file, String picture, Map<String, Path> files, Map<String, String> reasons) {
    try {
      Path path = file.resolveSibling(picture).toRealPath();
      if (Files.isRegularFile(path)) {
        files.put(picture, path);
      } else {
        reasons.put(picture, "it is not a file");
      }
    } catch (NoSuchFileException e) {
      reasons.put(picture, "there is no such file");
    } catch (IOException e) {
      reasons.put(picture, "it cannot be read: " + e.getMessage());
    } catch (InvalidPathException e) {
      reasons.put(picture, "no file can have this name");
    }
  }

  private static Corpus of(
      EvaluationFile file,
      PictureStore store,
      Map<String, Path> files,
      Map<String, String> reasons,
      long failedInFolders,
      boolean interrupted) {
    Map<String, KnownFile> known = new HashMap<>();
    store.forEachFile(FILES.name(), found -> known.put("/" + found.place().path(), found));
    List<Judged> judged = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Line line : file.lines()) {
      Path path = files.get(line.picture());
      if (path == null) {
        leftOut.add(new LeftOut(line, reasons.getOrDefault(line.picture(), "")));
        continue;
      }
      switch (known.get(path.toString())) {
        case PictureFile picture -> judged.add(new Judged(line, PictureId.of(picture.hash())));
        case FailedFile failed -> leftOut.add(new LeftOut(line, failed.reason()));
        case null -> leftOut.add(new LeftOut(line, "it went away meanwhile"));
      }
    }
    return new Corpus(store.counts().pictures(), judged, leftOut, failedInFolders, interrupted);
  }

  /// The pictures that lines name are told of with the lines.
  private record WithoutFailures(IndexProgress progress) implements IndexProgress {
    @Override
    public void update(Snapshot snapshot) {
      progress.update(snapshot);
    }

    @Override
    public void failed(String path, String reason) {}

    @Override
    public void incomplete(String path, String warning) {
      progress.incomplete(path, warning);
    }

    @Override
    public void optimizing() {
      progress.optimizing();
    }

    @Override
    public void linkSkipped(String path, Path destination) {
      progress.linkSkipped(path, destination);
    }
  }
}
