package dev.pictor.model;

import dev.pictor.clip.ModelException;
import dev.pictor.model.download.DownloadProgress;
import dev.pictor.model.download.FileDownload;
import dev.pictor.model.download.FileSource;
import dev.pictor.model.download.WantedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Installs models of the catalogue: all files are brought into `.incoming`, each is checked, and
/// then the model appears at once. What an interrupted run left there is used by the next.
public final class ModelPull {
  /// What a download leaves free on the disk.
  private static final long MARGIN_BYTES = 16 << 20;

  private final InstalledModels installed;
  private final FileSource source;

  public ModelPull(InstalledModels installed, FileSource source) {
    this.installed = installed;
    this.source = source;
  }

  /// @param path where it is now
  /// @param isNew whether it was not there before
  public record Pulled(Path path, boolean isNew) {}

  /// @throws dev.pictor.model.download.DownloadException if a file cannot be had
  /// @throws ModelException if there is no room for it, or something else of its name
  public Pulled pull(CatalogueModel model, DownloadProgress progress) {
    String name = model.name();
    try (ModelLock _ =
        installed.lock(
            name,
            holder -> progress.note("Waiting for %s, which has it in hand".formatted(holder)))) {
      if (installed.find(name).orElse(null) instanceof Path there) {
        return new Pulled(requireIntact(model, there), false);
      }
      Path incoming = installed.incoming(name);
      requireRoom(model, incoming);
      long before = 0;
      for (WantedFile file : model.files()) {
        new FileDownload(source)
            .fetch(
                file,
                incoming.resolve(file.name()),
                new PartOfModel(progress, before, model.bytes()));
        before += file.bytes();
      }
      return new Pulled(install(model, incoming), true);
    } catch (IOException e) {
      throw new ModelException(
          "The model %s cannot be put into %s: %s".formatted(name, installed, e), e);
    }
  }

  private Path install(CatalogueModel model, Path incoming) throws IOException {
    if (model.isFolder()) {
      return Files.move(incoming, installed.place(model.name()), StandardCopyOption.ATOMIC_MOVE);
    }
    String file = model.files().getFirst().name();
    Path path =
        Files.move(incoming.resolve(file), installed.place(file), StandardCopyOption.ATOMIC_MOVE);
    InstalledModels.delete(incoming);
    return path;
  }

  private static Path requireIntact(CatalogueModel model, Path path) {
    return switch (DigestCheck.of(path, model.files().stream().map(FileDigest::of).toList())) {
      case DigestCheck.Intact _ -> path;
      case DigestCheck.Damaged(var file, var reason) ->
          throw new ModelException(
              "%s is there, but not as the catalogue says: %s %s. 'pictor model rm %s' makes room for the right one."
                  .formatted(path, file, reason, model.name()));
    };
  }

  private static void requireRoom(CatalogueModel model, Path incoming) throws IOException {
    long missing = MARGIN_BYTES;
    for (WantedFile file : model.files()) {
      missing += Math.max(0, file.bytes() - FileDownload.kept(incoming.resolve(file.name())));
    }
    long free = Files.getFileStore(incoming).getUsableSpace();
    if (free < missing) {
      throw new ModelException(
          "There is no room for %s in %s: it takes %s, and %s are free. Make room, or set PICTOR_HOME to a folder on another disk."
              .formatted(model.name(), incoming, Size.text(missing), Size.text(free)));
    }
  }

  /// Progress of one file, told as progress of all.
  private record PartOfModel(DownloadProgress whole, long before, long bytes)
      implements DownloadProgress {
    @Override
    public void update(long done, long total) {
      whole.update(before + done, bytes);
    }

    @Override
    public void note(String message) {
      whole.note(message);
    }
  }
}
