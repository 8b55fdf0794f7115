package dev.pictor.model;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.weights.ModelFiles;
import dev.pictor.config.Settings;
import dev.pictor.store.ModelIdentity;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides which weights to use: the named ones, else those that the collection was made with, else
/// what lies in the usual places.
public final class ModelFinder {
  private final Settings settings;
  private final ModelCatalogue catalogue;

  public ModelFinder(Settings settings) {
    this.settings = settings;
    this.catalogue = ModelCatalogue.of(settings);
  }

  /// @param recorded the collection's model, null if there is no collection yet
  /// @throws MissingModelException if there is none; the message says how to get one
  public ModelFile find(@Nullable ModelIdentity recorded) {
    if (settings.model() instanceof String asked) {
      return named(asked, "--model or PICTOR_MODEL").orElseThrow(() -> unknown(asked));
    }
    if (recorded != null) {
      Optional<ModelFile> same = recorded(recorded);
      if (same.isPresent()) {
        return same.get();
      }
    }
    return named(ModelCatalogue.DEFAULT, "the default")
        .or(this::onlyOneInHome)
        .orElseThrow(() -> recorded == null ? none() : gone(recorded));
  }

  /// The model that a collection was made with, if it is still here.
  public Optional<ModelFile> recorded(ModelIdentity model) {
    return named(model.location(), "the collection's")
        .or(() -> named(model.name(), "the collection's"));
  }

  /// The models in the usual folders; of several with one name, the one that is found by it.
  public List<ModelFile> all() {
    Map<String, ModelFile> models = new LinkedHashMap<>();
    folders().stream()
        .flatMap(folder -> InstalledModels.in(folder, "in a usual folder").stream())
        .forEach(model -> models.putIfAbsent(model.name(), model));
    return List.copyOf(models.values());
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
                folders().stream().flatMap(folder -> ModelName.placesIn(folder, nameOrPath)));
      }
    } catch (InvalidPathException e) {
      // Recorded on a machine with other paths.
    }
    return places.filter(ModelFinder::isModel).findFirst().map(path -> ModelFile.of(path, reason));
  }

  /// A weight file, or a folder in Hugging Face's or OpenCLIP's layout.
  private static boolean isModel(Path path) {
    return Files.isRegularFile(path) || ModelFiles.isFolder(path);
  }

  private Optional<ModelFile> onlyOneInHome() {
    List<ModelFile> files = new InstalledModels(settings).all();
    if (files.size() > 1) {
      throw new ModelException(
          "There are several models in %s: say which one with --model NAME (%s)."
              .formatted(homeFolder(), names(files)));
    }
    return files.stream()
        .findFirst()
        .map(file -> ModelFile.of(file.path(), "the only one there is"));
  }

  private static String names(List<ModelFile> files) {
    return files.stream().map(ModelFile::name).collect(Collectors.joining(", "));
  }

  private Path homeFolder() {
    return InstalledModels.folderOf(settings);
  }

  private List<Path> folders() {
    return List.of(
        settings.workingDirectory().resolve("models"),
        settings.userHome().resolve(".cache").resolve("clip"),
        homeFolder());
  }

  private MissingModelException unknown(String asked) {
    return missing(
        asked,
        "There is no model '%s': no such file, and no '%s' or folder '%s' with a config.json in %s."
            .formatted(asked, String.join("', '", ModelName.filesOf(asked)), asked, places()));
  }

  private MissingModelException gone(ModelIdentity recorded) {
    return missing(
        recorded.name(),
        "The collection was made with model %s, which is neither at %s nor, by its name, in %s. Say where it is with --model PATH."
            .formatted(recorded.name(), recorded.location(), places()));
  }

  private MissingModelException missing(String name, String message) {
    Optional<CatalogueModel> available = catalogue.find(name);
    return new MissingModelException(
        available
            .map(
                model ->
                    "%s\nTo get it (%s): pictor model pull %s"
                        .formatted(message, model.summary(), model.name()))
            .orElse(message),
        available);
  }

  private String places() {
    return folders().stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private MissingModelException none() {
    CatalogueModel usual = catalogue.usual();
    return new MissingModelException(
        """
        There is no model yet. To get the usual one (%s):

          pictor model pull %s

        or say --yes where pictures are indexed, searched or served.
        To try without a download: --model sketchbook, which is there already and knows drawn scenes only.
        Or name a file or a folder that you have with --model PATH ('pictor model list' shows what there is).
        Looked for %s in %s."""
            .formatted(usual.summary(), usual.name(), usual.name(), places()),
        Optional.of(usual));
  }
}
