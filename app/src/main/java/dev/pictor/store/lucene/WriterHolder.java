package dev.pictor.store.lucene;

import dev.pictor.json.Json;
import dev.pictor.store.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Who writes a collection, told in a small file beside its index. Only the operating system's lock
/// decides who may; a file left behind by a killed process is overwritten by the next.
///
/// @param host where the process runs: the folder may be shared
/// @param since when it opened the collection
record WriterHolder(long pid, String host, Instant since, String command) {
  private static final String FILE = "writer.json";
  private static final int LONGEST_COMMAND = 200;

  static WriterHolder thisProcess() {
    return new WriterHolder(
        ProcessHandle.current().pid(), Host.name(), Instant.now(), commandLine());
  }

  /// Main class or jar, and the arguments.
  private static String commandLine() {
    String command = System.getProperty("sun.java.command", "java");
    return command.substring(0, Math.min(LONGEST_COMMAND, command.length()));
  }

  void write(Path directory) throws IOException {
    Path temporary = directory.resolve(FILE + ".tmp");
    try {
      Files.writeString(temporary, Json.line(this));
      Files.move(
          temporary,
          directory.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  static Optional<WriterHolder> read(Path directory) {
    try {
      return Optional.of(Json.read(Files.readString(directory.resolve(FILE)), WriterHolder.class));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /// As far as this machine can tell.
  boolean lives() {
    return !Host.hasEnded(host, pid);
  }

  static void remove(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }

  @Override
  public String toString() {
    return "'%s' (process %d on %s, since %s)"
        .formatted(command, pid, host, since.truncatedTo(ChronoUnit.SECONDS));
  }
}
