package dev.pictor.indexing;

import dev.pictor.indexing.Scanned.Entered;
import dev.pictor.indexing.Scanned.Excluded;
import dev.pictor.indexing.Scanned.LinkOut;
import dev.pictor.indexing.Scanned.RegularFile;
import dev.pictor.indexing.Scanned.UndecodableName;
import dev.pictor.indexing.Scanned.UnreadableFolder;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import dev.pictor.store.Effort;
import dev.pictor.store.PictureStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Compares a folder with what the collection knows of it: finds the files to be read.
///
/// Holds a small record of every known file below the folder in memory, about 200 bytes each.
final class Survey {
  private final Target target;
  private final Tally tally;
  private final Predicate<Candidate> sink;
  private final IndexRules rules;
  private final Map<String, Known> known = new HashMap<>();
  private final List<String> excluded = new ArrayList<>();
  private final Set<String> excludedFolders = new HashSet<>();
  private boolean anyStillThere;

  /// @param sink takes the files to be read; says whether to go on
  Survey(
      Target target, PictureStore store, Tally tally, Predicate<Candidate> sink, IndexRules rules) {
    this.target = target;
    this.tally = tally;
    this.sink = sink;
    this.rules = rules;
    store.forEachFile(
        target.root().name(),
        file -> {
          String path = file.place().path();
          if (target.directory().resolve(path).startsWith(target.start())) {
            known.put(path, Known.of(file));
          }
        });
  }

  /// @return false if the sink did not want to go on
  boolean run() {
    boolean[] goOn = {true};
    new Scanner(target.directory(), scanned -> goOn[0] = compare(scanned)).scan(target.start());
    if (goOn[0]) {
      known.keySet().stream().filter(this::isInExcludedFolder).forEach(excluded::add);
      known.keySet().removeAll(Set.copyOf(excluded));
      tally.vanished(known.size());
    }
    return goOn[0];
  }

  /// Known files that are not there any more; after [#run].
  List<Place> vanished() {
    return places(known.keySet());
  }

  /// Known files that a `.pictorignore` excludes by now; after [#run].
  List<Place> excluded() {
    return places(excluded);
  }

  private List<Place> places(Collection<String> paths) {
    return paths.stream().map(path -> new Place(target.root().name(), path)).toList();
  }

  private boolean isInExcludedFolder(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (excludedFolders.contains(path.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  /// Whether one of the known files at least is where it was; after [#run].
  boolean anyStillThere() {
    return anyStillThere;
  }

  private boolean compare(Scanned scanned) {
    return switch (scanned) {
      case Entered(_, var folder) -> {
        tally.enters(folder);
        yield true;
      }
      case RegularFile(var path, var file, var stamp) -> file(path, file, stamp, null);
      case UndecodableName(var path, var file, var stamp) ->
          file(
              path, file, stamp, "its name is not text in this locale (UTF-8 is usual); rename it");
      case UnreadableFolder(var path, var reason) -> {
        tally.unreadableFolder(path.isEmpty() ? target.directory().toString() : path, reason);
        known.keySet().removeIf(file -> path.isEmpty() || file.startsWith(path + "/"));
        yield true;
      }
      case Excluded(var path, var isFolder) -> {
        tally.excluded();
        if (isFolder) {
          excludedFolders.add(path);
        } else if (known.remove(path) != null) {
          anyStillThere = true;
          excluded.add(path);
        }
        yield true;
      }
      case LinkOut(var path, var destination) -> {
        tally.linkOut(path, destination);
        yield true;
      }
    };
  }

  private boolean file(String path, Path file, FileStamp stamp, @Nullable String obstacle) {
    Known before = known.remove(path);
    anyStillThere |= before != null;
    boolean isUnchanged = before != null && before.has(stamp);
    if (before != null && isUnchanged && !(before.isPicture() ? rules.refresh() : rules.retry())) {
      tally.unchanged(before);
      return true;
    }
    if (rules.isBeingWritten().test(file)) {
      return true;
    }
    boolean wasPicture = before != null && before.isPicture();
    if (!wasPicture && !FileKind.isPicture(file)) {
      tally.notPicture();
      return true;
    }
    tally.found();
    Place place = new Place(target.root().name(), path);
    Effort effort = isUnchanged && wasPicture ? Effort.REFRESH : Effort.NOTE;
    return sink.test(new Candidate(place, file, stamp, before, obstacle, effort));
  }
}
