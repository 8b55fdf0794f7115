package dev.pictor.model;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.ModelException;
import dev.pictor.clip.Precision;
import dev.pictor.clip.Preprocessing;
import dev.pictor.sketchbook.model.BundledModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The weights that were chosen.
///
/// @param name of the folder, or of the file without suffix
/// @param path absolute; of the bundled model, which lies in no folder, its name alone
/// @param reason why this one, for people: `--model`, say
public record ModelFile(String name, Path path, String reason) {
  /// The name of the model that comes with the program.
  public static final String BUNDLED = BundledModel.NAME;

  /// Of its embeddings.
  public static final int BUNDLED_DIMENSION = BundledModel.DIMENSION;

  /// Pixels of a side of what it looks at.
  public static final int BUNDLED_IMAGE_SIZE = BundledModel.IMAGE_SIZE;

  public static final String BUNDLED_LICENCE = BundledModel.LICENCE;

  /// Weights that are called like that are named after their folder.
  private static final Set<String> IN_FOLDERS =
      Set.of(
          "model.safetensors",
          "pytorch_model.bin",
          "open_clip_model.safetensors",
          "open_clip_pytorch_model.bin");

  public static ModelFile bundled(String reason) {
    return new ModelFile(BUNDLED, Path.of(BUNDLED), reason);
  }

  static ModelFile of(Path path, String reason) {
    return new ModelFile(nameOf(path), path, reason);
  }

  static String nameOf(Path path) {
    String file = String.valueOf(path.getFileName());
    if (Files.isDirectory(path)) {
      return file;
    }
    if (IN_FOLDERS.contains(file) && path.toAbsolutePath().getParent() instanceof Path folder) {
      return String.valueOf(folder.getFileName());
    }
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  /// All files of it.
  ///
  /// @throws ModelException if they cannot be looked at
  public long bytes() {
    if (isBundled()) {
      return BundledModel.read().bytes();
    }
    try {
      if (!Files.isDirectory(path)) {
        return Files.size(path);
      }
      long bytes = 0;
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path, Files::isRegularFile)) {
        for (Path file : files) {
          bytes += Files.size(file);
        }
      }
      return bytes;
    } catch (IOException e) {
      throw new ModelException("The model %s cannot be read: %s".formatted(path, e), e);
    }
  }

  /// @param cacheDirectory for the converted weights
  private static Clip open(Path cacheDirectory, ClipOptions options) {
    try {
      return BundledModel.read().open(cacheDirectory, folder -> Clip.open(folder, options));
    } catch (UncheckedIOException e) {
      throw new ModelException(
          "The bundled model can be unpacked neither into %s nor into the system's temporary folder: %s. PICTOR_CACHE says where."
              .formatted(cacheDirectory, e.getMessage()),
          e);
    }
  }

  public boolean isBundled() {
    return isBundled(path.toString());
  }

  /// @param location as a collection records it
  public static boolean isBundled(String location) {
    return location.equals(BUNDLED);
  }

  /// What whoever uses it should know, one line for people.
  public Optional<String> note() {
    return isBundled()
        ? Optional.of(
            "The model sketchbook knows drawn scenes only. For photographs get CLIP ViT-B/32:"
                + " pictor model pull ViT-B-32")
        : Optional.empty();
  }

  /// @param cacheDirectory for the converted weights, and for the files of the bundled model
  /// @throws dev.pictor.clip.ModelException if it is no model that can be run
  public LoadedModel load(Preprocessing preprocessing, Precision precision, Path cacheDirectory) {
    return load(preprocessing, precision, cacheDirectory, ClipOptions.NO_TEMPLATE);
  }

  /// @param template of texts, see [ClipOptions#template]
  public LoadedModel load(
      Preprocessing preprocessing, Precision precision, Path cacheDirectory, String template) {
    ClipOptions options =
        ClipOptions.defaults()
            .with(preprocessing)
            .with(precision)
            .withCacheDirectory(cacheDirectory)
            .withTemplate(template);
    return new LoadedModel(
        this, isBundled() ? open(cacheDirectory, options) : Clip.open(path, options));
  }
}
