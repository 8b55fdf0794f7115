package dev.pictor.clip.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Model folders in Hugging Face's layout, put together for a test.
public final class Folders {
  private Folders() {}

  /// The micro model with its configuration and nothing else.
  public static Path micro(Path folder) {
    return of(
        folder,
        Fixtures.resource("micro/hf_micro_config.json"),
        Fixtures.resource("micro/hf_micro_f32.safetensors"),
        "model.safetensors");
  }

  /// @param weightsName what the weights are called in the folder
  public static Path of(Path folder, Path config, Path weights, String weightsName) {
    try {
      Files.createDirectories(folder);
      Files.copy(config, folder.resolve("config.json"));
      Files.copy(weights, folder.resolve(weightsName));
      folder.resolve("config.json").toFile().setWritable(true);
      folder.resolve(weightsName).toFile().setWritable(true);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes a folder with all that is in it, if it is there.
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
