package dev.pictor.indexing;

import dev.pictor.picture.FileStamp;
import java.nio.file.Path;

/// What [Scanner] comes across. `path` is relative to the root, `/` between its parts.
sealed interface Scanned {
  String path();

  /// A folder, before anything in it.
  record Entered(String path, Path folder) implements Scanned {}

  /// A regular file that is not hidden.
  record RegularFile(String path, Path file, FileStamp stamp) implements Scanned {}

  /// A regular file whose name is not text in this locale.
  ///
  /// @param path with the bytes that are no text as `%E9`
  record UndecodableName(String path, Path file, FileStamp stamp) implements Scanned {}

  /// @param reason a whole sentence
  record UnreadableFolder(String path, String reason) implements Scanned {}

  /// A symbolic link to something outside of the root: it would never be shown.
  record LinkOut(String path, Path destination) implements Scanned {}

  /// A file or folder that a `.pictorignore` excludes; a folder is not looked into.
  record Excluded(String path, boolean isFolder) implements Scanned {}
}
