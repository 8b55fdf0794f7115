package dev.pictor.model.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Brings one file here: it appears under its name when all of it is here and has the right digest.
/// Until then it is in a file with `.part` at its end, which the next download goes on with.
public final class FileDownload {
  private static final String PART = ".part";

  private final FileSource source;

  public FileDownload(FileSource source) {
    this.source = source;
  }

  /// @param target replaced if it is there with other bytes
  /// @throws DownloadException saying why the file cannot be had
  public void fetch(WantedFile file, Path target, DownloadProgress progress) {
    try {
      if (!has(target, file)) {
        Path part = partOf(target);
        fill(part, file, progress);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
      progress.update(file.bytes(), file.bytes());
    } catch (IOException e) {
      throw new DownloadException("Cannot write %s: %s".formatted(target, e), e);
    }
  }

  /// The bytes that are there already, verified or not, of a file that is on its way to `target`.
  public static long kept(Path target) throws IOException {
    return Math.max(size(target), size(partOf(target)));
  }

  private static long size(Path path) throws IOException {
    return Files.isRegularFile(path) ? Files.size(path) : 0;
  }

  private static Path partOf(Path target) {
    return target.resolveSibling(target.getFileName() + PART);
  }

  private static boolean has(Path path, WantedFile file) throws IOException {
    return size(path) == file.bytes() && Sha256.of(path).equals(file.sha256());
  }

  private void fill(Path path, WantedFile file, DownloadProgress progress) throws IOException {
    try (PartFile part = PartFile.open(path)) {
      if (part.size() > file.bytes()) {
        part.clear();
      }
      boolean continued = part.size() > 0;
      while (true) {
        if (part.size() < file.bytes()) {
          source.complete(file, part, progress);
        }
        String digest = Sha256.of(path);
        if (digest.equals(file.sha256())) {
          part.force();
          return;
        }
        part.clear();
        if (!continued) {
          throw new DownloadException(
              "What came for %s is another file: its SHA-256 is %s, not %s. It was thrown away."
                  .formatted(file.name(), digest, file.sha256()));
        }
        progress.note(
            "%s does not go with what was kept of it: from the start".formatted(file.name()));
        continued = false;
      }
    }
  }
}
