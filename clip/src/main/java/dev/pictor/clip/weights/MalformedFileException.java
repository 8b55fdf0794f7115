package dev.pictor.clip.weights;

import java.io.IOException;

/// What is wrong inside a weight file; becomes a [dev.pictor.clip.ModelException] with the file's
/// name in [WeightFile#open].
final class MalformedFileException extends IOException {
  MalformedFileException(String message) {
    super(message);
  }
}
