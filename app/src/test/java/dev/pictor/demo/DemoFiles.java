package dev.pictor.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Pictures of the demo as files, a few at a time.
public final class DemoFiles {
  private DemoFiles() {}

  public static Path write(Path folder, DemoPicture picture) throws IOException {
    Path file = folder.resolve(picture.path());
    Files.createDirectories(file.getParent());
    return Files.write(file, PictureFile.of(picture));
  }

  /// Of one that has a place, in degrees.
  public static double latitude(DemoPicture picture) {
    return picture.spot().orElseThrow().latitude();
  }

  /// As [#latitude].
  public static double longitude(DemoPicture picture) {
    return picture.spot().orElseThrow().longitude();
  }
}
