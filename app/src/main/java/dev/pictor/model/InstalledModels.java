package dev.pictor.model;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.weights.ModelFiles;
import dev.pictor.config.Settings;
import dev.pictor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// The folder `models` in `PICTOR_HOME`. What is being made, and what is being removed, lies in
/// `.incoming` and is no model; everything else appears and disappears whole, by renaming.
public final class InstalledModels {
  private static final String INCOMING = ".incoming";
  private static final String RECORDS = ".records";

  private final Path folder;

  public InstalledModels(Settings settings) {
    this.folder = folderOf(settings);
  }

  static Path folderOf(Settings settings) {
    return settings.home().resolve("models");
  }

  /// Sorted by name.
  public List<ModelFile> all() {
    return in(folder, "installed");
  }

  /// The models in any folder, sorted by name.
  static List<ModelFile> in(Path folder, String reason) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file ->
                  ModelName.isWeights(file) && Files.isRegularFile(file)
                      || ModelFiles.isFolder(file))
          .sorted()
          .map(path -> ModelFile.of(path, reason))
          .toList();
    } catch (IOException e) {
      throw new ModelException(
          "The folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /// Whether this is one of them.
  public boolean contain(Path model) {
    return model.startsWith(folder);
  }

  /// Of a model that is here.
  public Availability availability(ModelFile model) {
    if (model.isBundled()) {
      return Availability.BUNDLED;
    }
    return contain(model.path()) ? Availability.INSTALLED : Availability.FOUND;
  }

  /// Also one that is damaged or whose link leads nowhere.
  public Optional<Path> find(String name) {
    return ModelName.placesIn(folder, name)
        .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
        .findFirst();
  }

  /// Where a model with such files is to be put.
  Path place(String fileName) {
    return folder.resolve(fileName);
  }

  /// Where something is being made: made if it is not there.
  Path incoming(String name) throws IOException {
    return Files.createDirectories(folder.resolve(INCOMING).resolve(name));
  }

  ModelLock lock(String name, Consumer<String> waiting) throws IOException {
    Path lock = Files.createDirectories(folder.resolve(INCOMING)).resolve("." + name + ".lock");
    return ModelLock.take(lock, waiting);
  }

  /// What was recorded when the model at this path was added.
  public Optional<ModelRecord> record(Path model) {
    return contain(model) ? readRecord(ModelFile.nameOf(model)) : Optional.empty();
  }

  private Optional<ModelRecord> readRecord(String name) {
    Path file = recordOf(name);
    try {
      return Optional.of(Json.read(Files.readString(file), ModelRecord.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new ModelException(
          "The record %s cannot be read (%s). Remove it; 'pictor model add' makes a new one."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  void write(String name, ModelRecord record) throws IOException {
    Path file = recordOf(name);
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, Json.line(record));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path recordOf(String name) {
    return folder.resolve(RECORDS).resolve(name + ".json");
  }

  /// Removes a model, also what is there of one that is on its way; where it was linked, only the
  /// link.
  ///
  /// @param waiting hears whom it has to wait for
  /// @return whether there was anything
  public boolean remove(String name, Consumer<String> waiting) {
    try (ModelLock _ = lock(name, waiting)) {
      Optional<Path> path = find(name);
      Path started = folder.resolve(INCOMING).resolve(name);
      boolean any = path.isPresent() || Files.exists(started);
      if (path.isPresent()) {
        Path away = incoming(".removed-" + UUID.randomUUID());
        Files.move(path.get(), away.resolve("model"), StandardCopyOption.ATOMIC_MOVE);
        delete(away);
      }
      delete(started);
      Files.deleteIfExists(recordOf(name));
      return any;
    } catch (IOException e) {
      throw new ModelException("The model %s cannot be removed: %s".formatted(name, e), e);
    }
  }

  /// Deletes a folder and what is in it, following no links.
  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
