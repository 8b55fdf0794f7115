package dev.pictor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a machine or a process has run out of. It shows wherever a file is opened or written, and
/// is the fault of none of them: it ends what is under way instead of being remembered.
public enum Shortage {
  /// On a disk, or of a user's share in it.
  ROOM(
      List.of("No space left on device", "Disk quota exceeded"),
      "Make room there, then run the same command again."),

  /// For open files, of the process or the machine.
  HANDLES(
      List.of("Too many open files"),
      "Let more files be open at once (ulimit -n 4096, LimitNOFILE= of a service), then run the"
          + " same command again.");

  private static final Path ALWAYS_THERE = Path.of("/dev/null");

  /// Handles that any step here finds enough.
  private static final int FEW = 16;

  private static final int DEEPEST = 20;

  private final List<String> words;
  private final String advice;

  /// @param words the system's, in English; where it speaks another language, trying tells
  Shortage(List<String> words, String advice) {
    this.words = words;
    this.advice = advice;
  }

  /// What to do about it, in one sentence.
  public String advice() {
    return advice;
  }

  /// The shortage that a failure comes from, if it comes from one.
  public static Optional<Shortage> of(Throwable failure) {
    boolean concernsFiles = false;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      for (Shortage shortage : values()) {
        if (shortage.words.stream().anyMatch(message::contains)) {
          return Optional.of(shortage);
        }
      }
      // A class in a jar that cannot be opened counts as missing, whatever the reason.
      concernsFiles |= cause instanceof IOException || cause instanceof LinkageError;
    }
    return concernsFiles && handlesAreFew() ? Optional.of(HANDLES) : Optional.empty();
  }

  /// Whether what failed just now may have failed because no more files can be opened.
  public static boolean handlesAreFew() {
    List<InputStream> open = new ArrayList<>(FEW);
    try {
      while (open.size() < FEW) {
        open.add(Files.newInputStream(ALWAYS_THERE));
      }
      return false;
    } catch (NoSuchFileException e) {
      return false; // another system
    } catch (IOException e) {
      return true;
    } finally {
      open.forEach(Shortage::close);
    }
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Nothing was written, so nothing is lost.
    }
  }
}
