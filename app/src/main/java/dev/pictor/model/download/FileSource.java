package dev.pictor.model.download;

import java.io.IOException;

/// Where files are brought from.
public sealed interface FileSource extends AutoCloseable permits WebSource, FolderSource {
  /// Adds to the part what it lacks.
  ///
  /// @param part at most as long as the file; as long when this returns. It may have been
  ///     cleared meanwhile.
  /// @throws DownloadException saying why it cannot be had from here
  /// @throws IOException if the part cannot be written
  void complete(WantedFile file, PartFile part, DownloadProgress progress) throws IOException;

  @Override
  void close();
}
