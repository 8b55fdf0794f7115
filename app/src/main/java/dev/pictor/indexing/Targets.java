package dev.pictor.indexing;

import dev.pictor.config.ConfigException;
import dev.pictor.picture.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds the root that each given folder belongs to: the one that it lies in, else a new one
/// that is named after it.
public final class Targets {
  private final Map<String, Root> roots = new LinkedHashMap<>();
  private final Map<String, Path> directories = new LinkedHashMap<>();
  private final Map<String, Path> overrides;

  /// @param known the collection's roots
  /// @param overrides name to absolute directory on this machine; also names new roots
  public Targets(List<Root> known, Map<String, Path> overrides) {
    this.overrides = overrides;
    for (Root root : known) {
      roots.put(root.name(), root);
      try {
        Path directory = overrides.getOrDefault(root.name(), Path.of(root.directory()));
        if (Files.isDirectory(directory)) {
          directories.put(root.name(), real(directory));
        }
      } catch (InvalidPathException e) {
        // Indexed on a machine with other paths.
        continue;
      }
    }
  }

  /// For a quick answer, before anything is loaded.
  ///
  /// @throws ConfigException if one of them is not there
  public static void requireThere(List<Path> given) {
    given.forEach(Targets::real);
  }

  /// @param given folders or files, absolute
  /// @return what to index, none of it twice
  /// @throws ConfigException if one of them is not there
  public List<Target> of(List<Path> given) {
    List<Path> starts =
        given.stream()
            .map(Targets::real)
            .sorted(Comparator.comparing(Path::getNameCount).thenComparing(path -> path))
            .toList();
    List<Target> targets = new ArrayList<>();
    for (Path start : starts) {
      Target target = target(start);
      if (targets.stream().noneMatch(other -> other.covers(target))) {
        targets.add(target);
      }
    }
    return targets;
  }

  private Target target(Path start) {
    return directories.entrySet().stream()
        .filter(entry -> start.startsWith(entry.getValue()))
        .max(Comparator.comparing(entry -> entry.getValue().getNameCount()))
        .map(entry -> new Target(known(entry.getKey()), entry.getValue(), start))
        .orElseGet(() -> newRoot(start));
  }

  private Root known(String name) {
    Root root = roots.get(name);
    if (root == null) {
      throw new IllegalStateException("No root " + name);
    }
    return root;
  }

  private Target newRoot(Path start) {
    Path directory =
        Files.isDirectory(start) || start.getParent() == null ? start : start.getParent();
    Root root = new Root(newName(directory), directory.toString());
    roots.put(root.name(), root);
    directories.put(root.name(), directory);
    return new Target(root, directory, start);
  }

  private String newName(Path directory) {
    for (Map.Entry<String, Path> override : overrides.entrySet()) {
      Path place = override.getValue();
      if (!roots.containsKey(override.getKey())
          && Files.isDirectory(place)
          && real(place).equals(directory)) {
        return override.getKey();
      }
    }
    String base = simpleName(directory);
    String name = base;
    for (int number = 2; roots.containsKey(name) || overrides.containsKey(name); number++) {
      name = base + "-" + number;
    }
    return name;
  }

  /// Lower-case ASCII letters, digits, `_` and `-` only, so that a name can be typed anywhere.
  private static String simpleName(Path directory) {
    Path last = directory.getFileName();
    String plain =
        Normalizer.normalize(last == null ? "" : last.toString(), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_]+", "-")
            .replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "root" : plain;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new ConfigException(
          Files.exists(path)
              ? "Cannot read %s: %s".formatted(path, e.getMessage())
              : "There is no file or folder %s.".formatted(path),
          e);
    }
  }
}
