package dev.pictor.model;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ModelException;
import dev.pictor.clip.Precision;
import dev.pictor.clip.Preprocessing;
import dev.pictor.clip.weights.ModelFiles;
import dev.pictor.model.download.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Installs models that somebody has: the files are copied or linked into `.incoming`, loaded from
/// there, recorded with their digests, and then the model appears at once.
public final class ModelAdd {
  private final InstalledModels installed;
  private final ModelCatalogue catalogue;
  private final Path cache;

  /// @param cache for the converted weights
  public ModelAdd(InstalledModels installed, ModelCatalogue catalogue, Path cache) {
    this.installed = installed;
    this.catalogue = catalogue;
    this.cache = cache;
  }

  /// @param name null for that of the file or folder
  /// @param link leaves the files where they are
  /// @param waiting hears whom it has to wait for
  /// @throws ModelException if it is no model that can be run, or there is one of this name
  public ModelFile add(Path given, @Nullable String name, boolean link, Consumer<String> waiting) {
    if (!Files.exists(given)) {
      throw new ModelException("There is no file or folder %s.".formatted(given));
    }
    String chosen = validName(name == null ? ModelFile.nameOf(given) : name, given);
    try (ModelLock _ = installed.lock(chosen, waiting)) {
      requireFree(chosen);
      return add(given.toRealPath(), chosen, link);
    } catch (IOException e) {
      throw new ModelException("%s cannot be put into %s: %s".formatted(given, installed, e), e);
    }
  }

  private static String validName(String name, Path given) {
    try {
      return ModelName.requireValid(name);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "%s: %s Choose one with --name.".formatted(given, e.getMessage()), e);
    }
  }

  private void requireFree(String name) {
    Optional<Path> taken = installed.find(name);
    if (taken.isPresent()) {
      throw new ModelException(
          "There is a model '%s' already (%s). Choose another name with --name, or 'pictor model rm %s' first."
              .formatted(name, taken.get(), name));
    }
  }

  private ModelFile add(Path given, String name, boolean link) throws IOException {
    ModelFiles files = ModelFiles.of(given);
    boolean isFolder = files.config() != null;
    List<Path> sources = isFolder ? folderOf(files) : List.of(files.weights());
    Path incoming = installed.incoming("." + name);
    InstalledModels.delete(incoming);
    try {
      Path made = incoming.resolve(isFolder ? name : ModelName.fileFor(name, files.weights()));
      List<FileDigest> digests = new ArrayList<>();
      Files.createDirectories(isFolder ? made : incoming);
      for (Path source : sources) {
        Path target = isFolder ? made.resolve(source.getFileName()) : made;
        if (link) {
          Files.createSymbolicLink(target, source.toRealPath());
        } else {
          Files.copy(source, target);
        }
        digests.add(new FileDigest(String.valueOf(target.getFileName()), Sha256.of(target)));
      }
      requireNotAnothers(name, digests);
      installed.write(name, record(given, link, config(made), digests));
      Path path = installed.place(String.valueOf(made.getFileName()));
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
      return ModelFile.of(path, "added");
    } finally {
      InstalledModels.delete(incoming);
    }
  }

  /// The weights and what may belong to them: not the same weights in other formats.
  private static List<Path> folderOf(ModelFiles files) throws IOException {
    String weights =
        String.valueOf(files.weights().getFileName()).replaceFirst("\\.index\\.json$", "");
    String suffix = weights.substring(Math.max(0, weights.lastIndexOf('.')));
    try (Stream<Path> all = Files.list(files.weights().toAbsolutePath().getParent())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .filter(
              file -> Stream.of(suffix, ".json", ".txt").anyMatch(String.valueOf(file)::endsWith))
          .sorted()
          .toList();
    }
  }

  /// A name of the catalogue promises what the catalogue says.
  private void requireNotAnothers(String name, List<FileDigest> digests) {
    List<FileDigest> promised =
        catalogue.find(name).stream()
            .flatMap(model -> model.files().stream().map(FileDigest::of))
            .toList();
    if (!digests.containsAll(promised)) {
      throw new ModelException(
          "'%s' is the catalogue's name for other files than these. Choose another name with --name."
              .formatted(name));
    }
  }

  private ClipConfig config(Path made) {
    try (LoadedModel model =
        ModelFile.of(made, "to be added").load(Preprocessing.UPRIGHT, Precision.FP32, cache)) {
      return model.clip().config();
    }
  }

  private static ModelRecord record(
      Path given, boolean link, ClipConfig config, List<FileDigest> digests) {
    return new ModelRecord(
        given.toString(),
        link,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        config.embeddingDimension(),
        config.image().imageSize(),
        digests);
  }
}
