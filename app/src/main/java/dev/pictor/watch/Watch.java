package dev.pictor.watch;

import dev.pictor.PictorException;
import dev.pictor.indexing.IndexReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lets folders be indexed whenever something happens in them, until it is stopped.
///
/// A run follows when nothing has happened for a moment, looks at each given folder in which
/// something happened as a whole, and the next one waits as long as it took at least: however busy
/// the folders are, half of the time at most goes into looking.
public final class Watch {
  private final List<Path> folders;
  private final FolderEvents events;
  private final Timing timing;
  private final Function<List<Path>, IndexReport> indexing;
  private final WatchListener listener;

  /// What each folder is to the system; empty while it is not there.
  private final Map<Path, Optional<Object>> identities = new HashMap<>();

  private long lookedNanos;
  private long scannedNanos;
  private long notBeforeNanos;
  private Duration pause;
  private @Nullable String failure;
  private @Nullable String untold;

  /// @param folders or files; absolute
  /// @param indexing indexes some of them, and lets `events` listen to each folder that it enters
  public Watch(
      List<Path> folders,
      FolderEvents events,
      Timing timing,
      Function<List<Path>, IndexReport> indexing,
      WatchListener listener) {
    this.folders = folders;
    this.events = events;
    this.timing = timing;
    this.indexing = indexing;
    this.listener = listener;
    this.pause = timing.firstPause();
  }

  /// Indexes once, then goes on until it is stopped.
  ///
  /// @param stopped waits for so long, or until it is to stop; says whether it is
  public void run(Predicate<Duration> stopped) {
    folders.forEach(folder -> identities.put(folder, identity(folder)));
    lookedNanos = System.nanoTime();
    events.changeEverywhere();
    index();
    while (!stopped.test(timing.tick())) {
      long now = System.nanoTime();
      if (now - lookedNanos >= timing.look().toNanos()) {
        lookedNanos = now;
        folders.forEach(this::look);
      }
      if (now - notBeforeNanos >= 0) {
        if (isToScan(now)) {
          events.changeEverywhere();
          index();
        } else if (events.isDue(timing.longest())) {
          index();
        }
      }
    }
  }

  private boolean isToScan(long now) {
    Duration period = scanPeriod();
    return period != null && now - scannedNanos >= period.toNanos();
  }

  private @Nullable Duration scanPeriod() {
    return timing.scanEvery() == null && untold != null ? timing.scanUntold() : timing.scanEvery();
  }

  /// A disk that comes or goes tells nobody.
  private void look(Path folder) {
    Optional<Object> now = identity(folder);
    Optional<Object> before = identities.put(folder, now);
    if (now.equals(before)) {
      return;
    }
    if (now.isEmpty()) {
      listener.missing(folder);
      return;
    }
    if (before != null && before.isEmpty()) {
      listener.back(folder);
    }
    events.change(FolderEvents.real(folder));
  }

  private static Optional<Object> identity(Path folder) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      // A file that was edited is often another one afterwards.
      return Optional.of(attributes.isDirectory() && key != null ? key : "there");
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void index() {
    folders.forEach(this::look);
    FolderEvents.Changes changes = events.take();
    if (changes.everywhere()) {
      scannedNanos = System.nanoTime();
    }
    List<Path> there =
        folders.stream()
            .filter(folder -> isThere(folder) && changes.touch(FolderEvents.real(folder)))
            .toList();
    if (there.isEmpty()) {
      return;
    }
    there.stream()
        .filter(path -> !Files.isDirectory(path))
        .map(FolderEvents::real)
        .map(Path::getParent)
        .filter(Objects::nonNull)
        .forEach(events::listenTo);
    long start = System.nanoTime();
    try {
      IndexReport report = indexing.apply(there);
      worked(report, System.nanoTime() - start);
    } catch (PictorException e) {
      failed(String.valueOf(e.getMessage()), there);
    }
    String reason = events.untold().orElse(null);
    if (reason != null && untold == null) {
      untold = reason;
      listener.untold(reason, Objects.requireNonNull(scanPeriod()));
    }
  }

  private boolean isThere(Path folder) {
    return identities.getOrDefault(folder, Optional.empty()).isPresent();
  }

  private void worked(IndexReport report, long nanos) {
    if (failure != null) {
      failure = null;
      pause = timing.firstPause();
      listener.recovered();
    }
    notBeforeNanos = System.nanoTime() + nanos;
    listener.ran(report);
  }

  private void failed(String reason, List<Path> missed) {
    if (!reason.equals(failure)) {
      failure = reason;
      listener.failed(reason, pause);
    }
    missed.forEach(folder -> events.change(FolderEvents.real(folder)));
    notBeforeNanos = System.nanoTime() + pause.toNanos();
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(timing.longestPause()) < 0 ? longer : timing.longestPause();
  }
}
