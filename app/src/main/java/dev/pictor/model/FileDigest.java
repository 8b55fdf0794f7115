package dev.pictor.model;

import dev.pictor.model.download.WantedFile;

/// What a file of a model must be.
///
/// @param name of the file
/// @param sha256 of its bytes, hex
public record FileDigest(String name, String sha256) {
  static FileDigest of(WantedFile file) {
    return new FileDigest(file.name(), file.sha256());
  }
}
