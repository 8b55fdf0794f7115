package dev.pictor.model;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.weights.ModelFiles;
import dev.pictor.config.Settings;
import dev.pictor.store.ModelIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides which weights to use: the named ones, else those that the collection was made with, else
/// what lies in the usual places.
public final class ModelFinder {
  private static final String SUFFIX = ".pt";

  private final Settings settings;

  public ModelFinder(Settings settings) {
    this.settings = settings;
  }

  /// @param recorded the collection's model, null if there is no collection yet
  /// @throws ModelException if there is none; the message says how to get one
  public ModelFile find(@Nullable ModelIdentity recorded) {
    if (settings.model() instanceof String asked) {
      return named(asked, "--model or PICTOR_MODEL").orElseThrow(() -> unknown(asked));
    }
    if (recorded != null) {
      Optional<ModelFile> same =
          named(recorded.location(), "the collection's")
              .or(() -> named(recorded.name(), "the collection's"));
      if (same.isPresent()) {
        return same.get();
      }
    }
    return named(ModelCatalogue.DEFAULT, "the default")
        .or(this::onlyOneInHome)
        .orElseThrow(() -> recorded == null ? none() : gone(recorded));
  }

  /// The bundled one, a path, or the name of a folder or of a file without suffix in one of the
  /// usual folders. It is never chosen unless it is asked for: it knows drawn scenes only.
  private Optional<ModelFile> named(String nameOrPath, String reason) {
    if (ModelFile.isBundled(nameOrPath)) {
      return Optional.of(ModelFile.bundled(reason));
    }
    Stream<Path> places = Stream.empty();
    try {
      Path path = settings.workingDirectory().resolve(nameOrPath).normalize();
      places = Stream.of(path);
      if (path.getFileName() != null && !nameOrPath.contains("/")) {
        places =
            Stream.concat(
                places,
                folders().stream()
                    .flatMap(
                        folder ->
                            Stream.of(
                                folder.resolve(nameOrPath + SUFFIX), folder.resolve(nameOrPath))));
      }
    } catch (InvalidPathException e) {
      // Recorded on a machine with other paths.
    }
    return places.filter(ModelFinder::isModel).findFirst().map(path -> ModelFile.of(path, reason));
  }

  /// A weight file, or a folder in Hugging Face's layout.
  private static boolean isModel(Path path) {
    return Files.isRegularFile(path) || ModelFiles.isFolder(path);
  }

  private Optional<ModelFile> onlyOneInHome() {
    List<Path> files = filesInHome();
    if (files.size() > 1) {
      throw new ModelException(
          "There are several models in %s: say which one with --model NAME (%s)."
              .formatted(homeFolder(), names(files)));
    }
    return files.stream().findFirst().map(path -> ModelFile.of(path, "the only one there is"));
  }

  private List<Path> filesInHome() {
    if (!Files.isDirectory(homeFolder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(homeFolder())) {
      return files
          .filter(
              file ->
                  file.toString().endsWith(SUFFIX) && Files.isRegularFile(file)
                      || ModelFiles.isFolder(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ModelException(
          "The folder %s cannot be read: %s".formatted(homeFolder(), e.getMessage()), e);
    }
  }

  private static String names(List<Path> files) {
    return files.stream().map(ModelFile::nameOf).collect(Collectors.joining(", "));
  }

  private Path homeFolder() {
    return settings.home().resolve("models");
  }

  private List<Path> folders() {
    return List.of(
        settings.workingDirectory().resolve("models"),
        settings.userHome().resolve(".cache").resolve("clip"),
        homeFolder());
  }

  private ModelException unknown(String asked) {
    return missing(
        asked,
        "There is no model '%s': no such file, and no '%s%s' or folder '%s' with a config.json in %s."
            .formatted(asked, asked, SUFFIX, asked, places()));
  }

  private ModelException gone(ModelIdentity recorded) {
    return missing(
        recorded.name(),
        "The collection was made with model %s, which is neither at %s nor, by its name, in %s. Say where it is with --model PATH."
            .formatted(recorded.name(), recorded.location(), places()));
  }

  private ModelException missing(String name, String message) {
    return new ModelException(
        ModelCatalogue.find(name)
            .map(
                entry ->
                    "%s To get it (%s):\n\n%s"
                        .formatted(message, entry.description(), howToGet(entry)))
            .orElse(message));
  }

  private String places() {
    return folders().stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private ModelException none() {
    ModelCatalogue.Entry entry = ModelCatalogue.find(ModelCatalogue.DEFAULT).orElseThrow();
    return new ModelException(
        """
        There is no model yet. To get the usual one (%s):

        %s
        To try without a download: --model sketchbook, which is there already and knows drawn scenes only.
        Or name a file or a folder that you have with --model PATH.
        Looked for %s%s in %s."""
            .formatted(
                entry.description(), howToGet(entry), ModelCatalogue.DEFAULT, SUFFIX, places()));
  }

  private String howToGet(ModelCatalogue.Entry entry) {
    return entry.howToGet(homeFolder().resolve(entry.name() + SUFFIX));
  }
}
