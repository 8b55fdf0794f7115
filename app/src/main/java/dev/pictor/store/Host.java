package dev.pictor.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine that this process runs on, as it is told to the others who use a store.
public final class Host {
  private static final String UNKNOWN = "this machine";

  private Host() {}

  /// Whether a process that was told to run there is one of this machine's, and has ended.
  public static boolean hasEnded(String host, long processId) {
    return !host.equals(UNKNOWN) && host.equals(name()) && ProcessHandle.of(processId).isEmpty();
  }

  public static String name() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
