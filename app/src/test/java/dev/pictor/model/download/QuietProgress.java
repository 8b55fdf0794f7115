package dev.pictor.model.download;

/// Listens to nothing.
public final class QuietProgress implements DownloadProgress {
  @Override
  public void update(long done, long total) {}

  @Override
  public void note(String message) {}
}
