package dev.pictor.clip.weights;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.json.JsonFields;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Says which tensor lies in which of several weight files beside it, as Hugging Face's
/// transformers write it (`model.safetensors.index.json`).
///
/// @param places names of files by names of tensors
record ShardIndex(Path path, Map<String, String> places) {
  static final String SUFFIX = ".index.json";

  private static final int MAX_BYTES = 8 << 20;
  private static final int MAX_FILES = 256;

  /// Nothing that leads out of the folder, and no second index.
  private static final Pattern FILE_NAME =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,200}\\.(safetensors|bin|pt)");

  static boolean isIndex(Path path) {
    return String.valueOf(path.getFileName()).endsWith(SUFFIX);
  }

  /// @throws ModelException if it cannot be read or names what is no file in its folder
  static ShardIndex read(Path path) {
    JsonFields root = JsonFields.read(path, MAX_BYTES);
    JsonFields map = root.part("weight_map");
    if (map == null) {
      throw root.refused("weight_map", "it says which tensor is in which file");
    }
    Map<String, String> places = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> place : map.object().properties()) {
      String name = map.text(place.getKey(), "");
      if (!FILE_NAME.matcher(name).matches()) {
        throw map.refused(place.getKey(), "the name of a weight file in the same folder is needed");
      }
      places.put(place.getKey(), name);
    }
    ShardIndex index = new ShardIndex(path, places);
    if (index.names().size() > MAX_FILES) {
      throw new ModelException(
          "Cannot read the model file %s: it names %,d files, more than %d."
              .formatted(path, index.names().size(), MAX_FILES));
    }
    return index;
  }

  List<String> names() {
    return places.values().stream().distinct().toList();
  }

  List<Path> files() {
    return names().stream().map(path::resolveSibling).toList();
  }
}
