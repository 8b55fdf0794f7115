package dev.pictor.testing;

import dev.pictor.indexing.IndexProgress;
import java.nio.file.Path;

/// Hears nothing of how indexing goes.
public class Silence implements IndexProgress {
  @Override
  public void update(Snapshot snapshot) {}

  @Override
  public void failed(String path, String reason) {}

  @Override
  public void linkSkipped(String path, Path destination) {}
}
