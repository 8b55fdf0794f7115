package dev.pictor.config;

import dev.pictor.clip.Precision;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was said on the command line; null or empty where nothing was said.
///
/// @param roots name to directory
public record Flags(
    @Nullable StoreKind store,
    @Nullable String collection,
    @Nullable String model,
    @Nullable Precision precision,
    Map<String, Path> roots) {
  public Flags {
    roots = Map.copyOf(roots);
  }

  public static Flags none() {
    return new Flags(null, null, null, null, Map.of());
  }
}
