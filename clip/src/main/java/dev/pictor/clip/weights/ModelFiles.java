package dev.pictor.clip.weights;

import dev.pictor.clip.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files that a model consists of: OpenAI's are one file, the others a folder with a
/// configuration, weights, and perhaps a tokenizer's files.
///
/// @param weights the weight file, or the index of several
/// @param config what says what the weights are; null where the weight file is all
public record ModelFiles(Path weights, ModelLayout layout, @Nullable Path config) {
  private static final List<ModelLayout> IN_FOLDERS =
      List.of(ModelLayout.HUGGING_FACE, ModelLayout.OPEN_CLIP);

  /// @param path a weight file or a folder in Hugging Face's or OpenCLIP's layout. A weight file
  ///     that is called as it would be in such a folder and lies beside its configuration stands
  ///     for the folder.
  /// @throws ModelException if it is a folder that lacks something, or OpenCLIP's weights alone
  public static ModelFiles of(Path path) {
    return Files.isDirectory(path) ? ofFolder(path) : ofFile(path);
  }

  /// Whether it is a folder that looks like a model.
  public static boolean isFolder(Path path) {
    return configs(path).findAny().isPresent();
  }

  static boolean isFile(Path path) {
    return Files.isRegularFile(path);
  }

  private static ModelFiles ofFile(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    for (ModelLayout layout : IN_FOLDERS) {
      Optional<Path> config = folder == null ? Optional.empty() : layout.config(folder);
      if (layout.isUsualName(path) && config.isPresent()) {
        return new ModelFiles(path, layout, config.get());
      }
    }
    if (ModelLayout.OPEN_CLIP.isUsualName(path) && isFile(path)) {
      throw new ModelException(
          "Cannot read the model %s: weights of OpenCLIP do not say which activation they were trained"
                  .formatted(path)
              + " with. Put the open_clip_config.json that belongs to them beside them.");
    }
    return new ModelFiles(path, ModelLayout.OPENAI, null);
  }

  private static ModelFiles ofFolder(Path folder) {
    if (!isFolder(folder)) {
      throw new ModelException(
          "Cannot read the model %s: it is a folder without a config.json (Hugging Face's layout) or"
                  .formatted(folder)
              + " an open_clip_config.json (OpenCLIP's). Give a weight file, or a folder with one.");
    }
    for (ModelLayout layout : IN_FOLDERS) {
      Optional<Path> config = layout.config(folder);
      Optional<Path> weights = layout.weights(folder);
      if (config.isPresent() && weights.isPresent()) {
        return new ModelFiles(weights.get(), layout, config.get());
      }
    }
    String missing =
        IN_FOLDERS.stream()
            .filter(layout -> layout.config(folder).isPresent())
            .flatMap(ModelLayout::names)
            .collect(Collectors.joining(" and no "));
    throw new ModelException(
        "Cannot read the model %s: the folder has a %s, but no %s."
            .formatted(folder, configs(folder).findFirst().orElseThrow().getFileName(), missing));
  }

  private static Stream<Path> configs(Path folder) {
    return IN_FOLDERS.stream().flatMap(layout -> layout.config(folder).stream());
  }

  /// All files that hold weights: the one, or an index and what it names.
  ///
  /// @throws ModelException if the index cannot be read
  public List<Path> weightFiles() {
    return ShardIndex.isIndex(weights)
        ? Stream.concat(Stream.of(weights), ShardIndex.read(weights).files().stream()).toList()
        : List.of(weights);
  }

  /// Another file of the folder, where the model is a folder and has it.
  public Optional<Path> companion(String name) {
    return Optional.ofNullable(config)
        .map(file -> file.resolveSibling(name))
        .filter(ModelFiles::isFile);
  }
}
