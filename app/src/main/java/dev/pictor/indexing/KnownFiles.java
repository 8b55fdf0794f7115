package dev.pictor.indexing;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Root;
import dev.pictor.store.Effort;
import dev.pictor.store.KnownFile;
import dev.pictor.store.PictureStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What another collection knows below one of its roots, as files to be read for this one.
///
/// Holds a small record of every file that this one knows there in memory, about 200 bytes each.
final class KnownFiles {
  private final PictureStore source;
  private final Root root;
  private final @Nullable Path directory;
  private final Tally tally;
  private final Predicate<Candidate> sink;
  private final Map<String, Known> known = new HashMap<>();
  private boolean goOn = true;

  /// @param override where the root lies on this machine; null if nobody says
  /// @param sink takes the files to be read; says whether to go on
  KnownFiles(
      PictureStore source,
      PictureStore target,
      Root root,
      @Nullable Path override,
      Tally tally,
      Predicate<Candidate> sink) {
    this.source = source;
    this.root = root;
    this.directory = override == null ? directory(root) : override;
    this.tally = tally;
    this.sink = sink;
    target.forEachFile(root.name(), file -> known.put(file.place().path(), Known.of(file)));
  }

  /// Null for one that was indexed on a machine with other paths.
  private static @Nullable Path directory(Root root) {
    try {
      return Path.of(root.directory());
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /// @return false if the sink did not want to go on
  boolean run() {
    source.forEachFile(root.name(), file -> goOn = goOn && compare(file));
    return goOn;
  }

  private boolean compare(KnownFile file) {
    Known here = known.get(file.place().path());
    if (here != null && here.has(file.stamp())) {
      tally.unchanged(here);
      return true;
    }
    Path path = directory == null ? null : directory.resolve(file.place().path());
    FileStamp stamp = path == null ? null : stamp(path);
    if (path == null || stamp == null) {
      tally.vanished(1);
      return true;
    }
    if (here != null && here.has(stamp)) {
      tally.unchanged(here);
      return true;
    }
    tally.found();
    return sink.test(new Candidate(file.place(), path, stamp, here, null, Effort.NOTE));
  }

  private static @Nullable FileStamp stamp(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
    } catch (IOException e) {
      return null;
    }
  }
}
