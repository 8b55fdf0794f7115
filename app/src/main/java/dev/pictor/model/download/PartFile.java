package dev.pictor.model.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What is here of a file so far. Bytes are only ever added at its end.
final class PartFile implements AutoCloseable {
  private final FileChannel channel;
  private long size;

  private PartFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  /// Goes on with what is there.
  static PartFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      return new PartFile(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  long size() {
    return size;
  }

  void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      size += channel.write(bytes, size);
    }
  }

  /// Starts again.
  void clear() throws IOException {
    channel.truncate(0);
    size = 0;
  }

  /// Returns when all of it is on the disk.
  void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
