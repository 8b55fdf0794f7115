package dev.pictor.doctor;

import dev.pictor.picture.FileStamp;
import java.nio.file.Path;

/// What a look at a place shows on this machine.
sealed interface Sight {
  record Present(Path file, FileStamp stamp) implements Sight {}

  /// Its folder is there, the file is not.
  record Gone() implements Sight {}

  /// Its root is not registered or not there.
  record OutOfReach() implements Sight {}

  record Unreadable(String reason) implements Sight {}
}
