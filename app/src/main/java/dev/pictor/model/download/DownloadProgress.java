package dev.pictor.model.download;

/// Hears how a download goes.
public interface DownloadProgress {
  /// @param done bytes that are here; less than before where something starts again
  /// @param total bytes that there will be
  void update(long done, long total);

  /// Tells what a person may want to know, one line: a cut connection, waiting.
  void note(String message);
}
