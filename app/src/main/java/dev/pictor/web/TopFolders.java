package dev.pictor.web;

import dev.pictor.picture.Root;
import dev.pictor.store.Filter;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.LastRun;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoreCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many pictures lie in each root, and in the largest of the folders directly below it. What
/// was counted last is kept until the collection changes. Thread-safe.
final class TopFolders {
  private static final int LARGEST = 12;

  /// Of more files the folders below are not looked for: it would take seconds.
  static final long MOST_FILES = 200_000;

  /// @param largest by files, most first
  /// @param others folders that are left out
  record InRoot(String root, long pictures, List<Top> largest, long others) {}

  record Top(String name, long pictures) {}

  /// What changes when the collection does.
  private record State(
      StoreCounts counts, @Nullable LastRun lastRun, List<Root> roots, String fingerprint) {
    static State of(PictureStore store) {
      return new State(
          store.counts(),
          store.lastRun().orElse(null),
          store.roots(),
          store.info().model().fingerprint());
    }
  }

  private record Counted(State state, List<InRoot> roots) {}

  private @Nullable Counted counted;

  synchronized List<InRoot> of(PictureStore store) {
    State state = State.of(store);
    Counted known = counted;
    if (known == null || !known.state().equals(state)) {
      known =
          new Counted(
              state,
              state.roots().stream()
                  .map(root -> count(store, root.name(), state.counts().files() <= MOST_FILES))
                  .toList());
      counted = known;
    }
    return known.roots();
  }

  private static InRoot count(PictureStore store, String root, boolean withFolders) {
    Map<String, Long> files = new HashMap<>();
    if (withFolders) {
      store.forEachFile(
          root,
          file -> {
            int slash = file.place().path().indexOf('/');
            if (slash > 0 && file instanceof PictureFile) {
              files.merge(file.place().path().substring(0, slash), 1L, Long::sum);
            }
          });
    }
    List<String> names = new ArrayList<>(files.keySet());
    names.sort(
        Comparator.comparing((String name) -> files.getOrDefault(name, 0L))
            .reversed()
            .thenComparing(name -> name));
    List<String> largest = names.subList(0, Math.min(LARGEST, names.size()));
    return new InRoot(
        root,
        store.count(new Filter.InFolder(root, "")),
        largest.stream()
            .map(name -> new Top(name, store.count(new Filter.InFolder(root, name))))
            .toList(),
        names.size() - largest.size());
  }
}
