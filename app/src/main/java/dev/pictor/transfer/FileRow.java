package dev.pictor.transfer;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import dev.pictor.store.KnownFile.PictureFile;
import org.jspecify.annotations.Nullable;

/// A place of a picture, as it is written.
///
/// @param modifiedMillis milliseconds since 1970-01-01T00:00Z
record FileRow(
    @Nullable String root,
    @Nullable String path,
    @Nullable Long sizeBytes,
    @Nullable Long modifiedMillis) {
  static FileRow of(PictureFile file) {
    return new FileRow(
        file.place().root(),
        file.place().path(),
        file.stamp().sizeBytes(),
        file.stamp().modifiedMillis());
  }

  /// @throws IllegalArgumentException if it is none
  PictureFile file(ContentHash hash) {
    return new PictureFile(
        place(root, path),
        new FileStamp(
            Texts.requireThere(sizeBytes, "sizeBytes of a file"),
            Texts.requireThere(modifiedMillis, "modifiedMillis of a file")),
        hash);
  }

  /// @throws IllegalArgumentException if it leads out of its root, too
  static Place place(@Nullable String root, @Nullable String path) {
    return new Place(
        Texts.require(Texts.requireThere(root, "root of a file"), "root of a file"),
        Texts.require(Texts.requireThere(path, "path of a file"), "path of a file"));
  }
}
