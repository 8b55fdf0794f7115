package dev.pictor.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Standard output that does not lose results in silence, which a [java.io.PrintStream] alone does:
/// the first write that fails ends the command with [LostOutputException], what comes later is
/// dropped.
public final class ResultStream extends OutputStream {
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private final OutputStream target;
  private boolean isLost;

  /// @param target of the process
  public ResultStream(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    attempt(() -> target.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    attempt(target::flush);
  }

  private void attempt(Writing writing) {
    if (isLost) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      isLost = true;
      throw isReaderGone(e) ? LostOutputException.readerGone(e) : LostOutputException.of(e);
    }
  }

  /// A pipe fails for no other reason. Its message alone does not tell: it is in the user's
  /// language.
  private static boolean isReaderGone(IOException e) {
    if ("Broken pipe".equals(e.getMessage())) {
      return true;
    }
    try {
      return Files.readSymbolicLink(STANDARD_OUTPUT).toString().startsWith("pipe:");
    } catch (IOException | InvalidPathException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  private interface Writing {
    void run() throws IOException;
  }
}
