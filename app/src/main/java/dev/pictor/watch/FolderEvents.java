package dev.pictor.watch;

import dev.pictor.ignore.IgnoreFile;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the system tells of folders: that something happened in them. Thread-safe.
///
/// Events only say where to look, never what has become of a file: they may be lost, come twice or
/// be out of date by the time they are read.
public final class FolderEvents implements AutoCloseable {
  /// Where something happened since it was asked last.
  ///
  /// @param everywhere events were lost, or whoever asks is to look everywhere
  public record Changes(boolean everywhere, Set<Path> folders) {
    boolean touch(Path folder) {
      return everywhere
          || folders.stream().anyMatch(each -> each.startsWith(folder) || folder.startsWith(each));
    }
  }

  private final @Nullable WatchService service;
  private final List<Path> left;
  private final long quietNanos;

  /// Where each lies now: a key remembers only where its folder lay at first.
  private final Map<WatchKey, Path> folders = new HashMap<>();

  private final Map<Path, Long> touchedNanos = new HashMap<>();
  private Set<Path> changed = new HashSet<>();
  private boolean everywhere;
  private long firstNanos;
  private long lastNanos;
  private @Nullable String untold;

  private FolderEvents(@Nullable WatchService service, List<Path> left, Duration quiet) {
    this.service = service;
    this.left = left;
    this.quietNanos = quiet.toNanos();
  }

  /// @param left folders that are not listened to, with all below them: the program's own
  /// @param quiet a file that something happened to within this is being written
  public static FolderEvents open(List<Path> left, Duration quiet) {
    List<Path> real = left.stream().map(FolderEvents::real).toList();
    try {
      return new FolderEvents(FileSystems.getDefault().newWatchService(), real, quiet);
    } catch (IOException e) {
      FolderEvents none = new FolderEvents(null, real, quiet);
      none.untold = reason(e);
      return none;
    }
  }

  /// As the folders of a scan are.
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("inotify instances")
        ? message + "; raise it: sudo sysctl fs.inotify.max_user_instances=1024"
        : message.contains("inotify watches")
            ? message + "; raise it: sudo sysctl fs.inotify.max_user_watches=1048576"
            : message;
  }

  /// Listens to a folder, not to those below it. To be called before the folder is listed, so that
  /// nothing comes between. Harmless if it is listened to already, or has gone.
  public synchronized void listenTo(Path folder) {
    if (service == null || left.stream().anyMatch(folder::startsWith)) {
      return;
    }
    try {
      WatchKey key =
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      folders.put(key, folder);
    } catch (IOException e) {
      if (Files.isDirectory(folder) && Files.isReadable(folder)) {
        untold = reason(e);
      }
    }
  }

  /// Why the system cannot tell of all folders; empty as long as it can.
  public synchronized Optional<String> untold() {
    return Optional.ofNullable(untold);
  }

  /// As if something had happened in a folder.
  synchronized void change(Path folder) {
    happened();
    changed.add(folder);
  }

  /// As if something had happened everywhere.
  synchronized void changeEverywhere() {
    happened();
    everywhere = true;
  }

  private void happened() {
    lastNanos = System.nanoTime();
    if (changed.isEmpty() && !everywhere) {
      firstNanos = lastNanos;
    }
  }

  /// Whether something happened, and nothing more for a while; or for long without a pause.
  synchronized boolean isDue(Duration longest) {
    read();
    long now = System.nanoTime();
    return (everywhere || !changed.isEmpty())
        && (now - lastNanos >= quietNanos || now - firstNanos >= longest.toNanos());
  }

  /// Forgets them.
  synchronized Changes take() {
    read();
    Changes changes = new Changes(everywhere, changed);
    everywhere = false;
    changed = new HashSet<>();
    return changes;
  }

  /// Whether something happened to a file a moment ago. It is then a change, to be looked at again.
  public synchronized boolean isBeingWritten(Path file) {
    read();
    Long touched = touchedNanos.get(file);
    if (touched == null || System.nanoTime() - touched >= quietNanos) {
      return false;
    }
    change(file);
    return true;
  }

  /// Takes in what the system has told.
  private void read() {
    if (service == null) {
      return;
    }
    long now = System.nanoTime();
    touchedNanos.values().removeIf(nanos -> now - nanos >= quietNanos);
    try {
      for (WatchKey key = service.poll(); key != null; key = service.poll()) {
        read(key, now);
      }
    } catch (ClosedWatchServiceException e) {
      // It is at an end.
    }
  }

  private void read(WatchKey key, long now) {
    Path folder = folders.get(key);
    if (folder == null) {
      folder = (Path) key.watchable();
    }
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
        changeEverywhere();
      } else if (event.context() instanceof Path name && matters(name)) {
        change(folder);
        touchedNanos.put(folder.resolve(name), now);
      }
    }
    if (!key.reset()) {
      // Deleted, or its disk was removed.
      folders.remove(key);
      change(folder);
    }
  }

  /// Hidden files are left out when folders are scanned.
  private static boolean matters(Path name) {
    return !name.toString().startsWith(".") || name.toString().equals(IgnoreFile.NAME);
  }

  @Override
  public void close() {
    if (service != null) {
      try {
        service.close();
      } catch (IOException e) {
        // The process is about to end, and the system closes it then.
      }
    }
  }
}
