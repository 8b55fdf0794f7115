package dev.pictor.jobs;

import dev.pictor.picture.Root;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a root of a collection lies on this machine.
///
/// @param name of the root
/// @param directory as it was registered, or as this machine was told
/// @param isReachable whether it is there and can be read
public record RootFolder(String name, String directory, boolean isReachable) {
  /// @param overrides name to directory on this machine
  public static List<RootFolder> of(List<Root> roots, Map<String, Path> overrides) {
    return roots.stream().map(root -> of(root, overrides.get(root.name()))).toList();
  }

  private static RootFolder of(Root root, @Nullable Path override) {
    String directory = override == null ? root.directory() : override.toString();
    return new RootFolder(
        root.name(), directory, path(directory).filter(RootFolder::isReadable).isPresent());
  }

  private static boolean isReadable(Path directory) {
    return Files.isDirectory(directory) && Files.isReadable(directory);
  }

  private static Optional<Path> path(String directory) {
    try {
      return Optional.of(Path.of(directory));
    } catch (InvalidPathException e) {
      // Registered on a machine with other paths.
      return Optional.empty();
    }
  }
}
