package dev.pictor.store.lucene;

import dev.pictor.json.Json;
import dev.pictor.picture.Root;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.LastRun;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What a collection is, kept in the user data of every commit and so as atomic as that.
///
/// @param roots sorted by name
/// @param run the last one; null if none was noted
record CollectionRecord(CollectionInfo info, List<Root> roots, @Nullable LastRun run) {
  /// To be raised when documents or this record change in a way that older programs misread.
  static final int FORMAT_VERSION = 1;

  static final String FORMAT_KEY = "pictor.format";
  private static final String ROOT_KEY = "root.";
  private static final String RUN_KEY = "run";

  CollectionRecord {
    roots = List.copyOf(roots);
  }

  /// One that is made now.
  static CollectionRecord of(CollectionInfo info) {
    return new CollectionRecord(info, List.of(), null);
  }

  /// The same with this as the last run.
  CollectionRecord with(LastRun last) {
    return new CollectionRecord(info, roots, last);
  }

  /// The same with this root added, or moved.
  CollectionRecord with(Root root) {
    List<Root> changed = new ArrayList<>(roots);
    changed.removeIf(known -> known.name().equals(root.name()));
    changed.add(root);
    changed.sort((one, other) -> one.name().compareTo(other.name()));
    return new CollectionRecord(info, changed, run);
  }

  Map<String, String> toCommitData() {
    Map<String, String> data = new HashMap<>();
    data.put(FORMAT_KEY, String.valueOf(FORMAT_VERSION));
    data.put("name", info.name());
    data.put("created", info.createdAt().toString());
    data.put("model.name", info.model().name());
    data.put("model.location", info.model().location());
    data.put("model.fingerprint", info.model().fingerprint());
    data.put("model.dimension", String.valueOf(info.model().dimension()));
    data.put("model.preprocessing", info.model().preprocessing());
    data.put("model.precision", info.model().precision());
    if (run != null) {
      data.put(RUN_KEY, Json.line(run));
    }
    for (Root root : roots) {
      data.put(ROOT_KEY + root.name(), root.directory());
    }
    return data;
  }

  /// @param directory the index, for messages
  /// @throws StoreException if a newer program wrote it, or none of ours
  static CollectionRecord fromCommitData(Map<String, String> data, Path directory) {
    int format = Integer.parseInt(data.getOrDefault(FORMAT_KEY, "0"));
    if (format < 1) {
      throw new StoreException(
          "The Lucene index in %s is not one of Pictor's. Use another folder for Pictor."
              .formatted(directory));
    }
    if (format > FORMAT_VERSION) {
      throw new StoreException(
          ("The collection in %s was written by a newer Pictor (format %d, this one reads up to"
                  + " %d). Update Pictor, or use another PICTOR_HOME.")
              .formatted(directory, format, FORMAT_VERSION));
    }
    ModelIdentity model =
        new ModelIdentity(
            text(data, "model.name", directory),
            text(data, "model.location", directory),
            text(data, "model.fingerprint", directory),
            Integer.parseInt(text(data, "model.dimension", directory)),
            text(data, "model.preprocessing", directory),
            text(data, "model.precision", directory));
    CollectionInfo info =
        new CollectionInfo(
            text(data, "name", directory), model, Instant.parse(text(data, "created", directory)));
    List<Root> roots = new ArrayList<>();
    data.forEach(
        (key, value) -> {
          if (key.startsWith(ROOT_KEY)) {
            roots.add(new Root(key.substring(ROOT_KEY.length()), value));
          }
        });
    roots.sort((one, other) -> one.name().compareTo(other.name()));
    return new CollectionRecord(info, roots, run(data));
  }

  /// Older programs note none; what a newer one notes in a way of its own is no reason to fail.
  private static @Nullable LastRun run(Map<String, String> data) {
    String noted = data.get(RUN_KEY);
    try {
      return noted == null ? null : Json.read(noted, LastRun.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String text(Map<String, String> data, String key, Path directory) {
    String value = data.get(key);
    if (value == null) {
      throw new StoreException(
          "The collection in %s lacks its '%s': it is damaged. Remove it and index again."
              .formatted(directory, key));
    }
    return value;
  }
}
