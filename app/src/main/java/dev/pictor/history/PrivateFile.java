package dev.pictor.history;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A text that only its owner may read, where the system knows owners. Processes write it by turns;
/// whoever reads it does not wait.
final class PrivateFile {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PERIOD = Duration.ofMillis(1);

  /// The system's locks are between processes; this one is between the threads of this one.
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path file;
  private final Path lock;

  /// @param lock what processes lock: not the file itself, which is replaced
  PrivateFile(Path file, Path lock) {
    this.file = file;
    this.lock = lock;
  }

  interface Work {
    void run() throws IOException;
  }

  /// Works while nobody else does. Only then may the file be written.
  ///
  /// @throws IOException also if others do not come to an end
  void locked(Work work) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      if (!THREADS.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy();
      }
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel =
            open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          while (channel.tryLock() == null) {
            if (System.nanoTime() > deadline) {
              throw busy();
            }
            Thread.sleep(PERIOD);
          }
          work.run();
        }
      } finally {
        THREADS.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private IOException busy() {
    return new IOException("another process holds " + lock);
  }

  /// Empty if it is not there.
  String read() throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /// Not forced to the disk: whoever appends does not wait for it.
  void append(String text) throws IOException {
    try (FileChannel channel = open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      write(channel, text);
    }
  }

  /// All of it at one moment.
  void replace(String text) throws IOException {
    Path part = file.resolveSibling(".%s.part".formatted(UUID.randomUUID()));
    try {
      try (FileChannel channel =
          open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        write(channel, text);
        channel.force(false);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static FileChannel open(Path target, OpenOption... options) throws IOException {
    FileAttribute<?>[] owner =
        target.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(target, Set.of(options), owner);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
