package dev.pictor.clip.weights;

import dev.pictor.clip.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files that a model consists of: OpenAI's are one file, Hugging Face's a folder with a
/// `config.json`, weights, and perhaps a tokenizer's files.
///
/// @param weights the weight file
/// @param config the `config.json` of Hugging Face's layout; null where the weight file is all
public record ModelFiles(Path weights, @Nullable Path config) {
  private static final String CONFIG = "config.json";

  /// How weights are called beside a [#config]; the first one there is taken.
  private static final List<String> WEIGHTS = List.of("model.safetensors", "pytorch_model.bin");

  /// @param path a weight file or a folder in Hugging Face's layout. A weight file that is called
  ///     as it would be in such a folder and lies beside a `config.json` stands for the folder.
  /// @throws ModelException if it is a folder that lacks something
  public static ModelFiles of(Path path) {
    if (Files.isDirectory(path)) {
      return ofFolder(path);
    }
    Path config = path.resolveSibling(CONFIG);
    boolean usualName = WEIGHTS.contains(String.valueOf(path.getFileName()));
    return new ModelFiles(path, usualName && Files.isRegularFile(config) ? config : null);
  }

  /// Whether it is a folder that looks like one in Hugging Face's layout.
  public static boolean isFolder(Path path) {
    return Files.isRegularFile(path.resolve(CONFIG));
  }

  private static ModelFiles ofFolder(Path folder) {
    if (!isFolder(folder)) {
      throw new ModelException(
          "Cannot read the model %s: it is a folder without a %s. Give a weight file, or a folder"
                  .formatted(folder, CONFIG)
              + " in Hugging Face's layout.");
    }
    return WEIGHTS.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(weights -> new ModelFiles(weights, folder.resolve(CONFIG)))
        .orElseThrow(
            () ->
                new ModelException(
                    "Cannot read the model %s: the folder has a %s, but no %s. (Weights in several"
                            .formatted(folder, CONFIG, String.join(" and no ", WEIGHTS))
                        + " pieces are not supported.)"));
  }

  /// Another file of the folder, where the model is a folder and has it.
  public Optional<Path> companion(String name) {
    return Optional.ofNullable(config)
        .map(file -> file.resolveSibling(name))
        .filter(Files::isRegularFile);
  }
}
