package dev.pictor.model;

import dev.pictor.clip.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets one process at a time install a certain model. The operating system keeps the lock and
/// lets it go when the process ends, however it does; the file's text only tells who has it.
final class ModelLock implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final int LONGEST_COMMAND = 200;

  private final FileChannel channel;

  private ModelLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits for whoever has it.
  ///
  /// @param waiting hears once whom it waits for, if it has to
  static ModelLock take(Path file, Consumer<String> waiting) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      boolean told = false;
      while (tryLock(channel) == null) {
        if (!told) {
          waiting.accept(Files.readString(file).strip());
          told = true;
        }
        Thread.sleep(PERIOD);
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(thisProcess().getBytes(StandardCharsets.UTF_8)));
      return new ModelLock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new ModelException("Interrupted while waiting for the lock %s.".formatted(file), e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  private static String thisProcess() {
    String command = System.getProperty("sun.java.command", "java");
    return "'%s' (process %d, since %s)"
        .formatted(
            command.substring(0, Math.min(LONGEST_COMMAND, command.length())),
            ProcessHandle.current().pid(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
