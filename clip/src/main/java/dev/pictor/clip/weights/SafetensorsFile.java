package dev.pictor.clip.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A file in Hugging Face's safetensors format: the length of a JSON header, the header, and the
/// tensors' values, row-major, one behind the other ([SafetensorsHeader]). Not thread-safe.
final class SafetensorsFile implements WeightFile {
  private final Path path;
  private final FileChannel channel;
  private final Map<String, TensorSource> tensors;

  private SafetensorsFile(Path path, FileChannel channel, Map<String, TensorSource> tensors) {
    this.path = path;
    this.channel = channel;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  static SafetensorsFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      Map<String, TensorSource> tensors = new LinkedHashMap<>();
      for (SafetensorsHeader.Entry entry : SafetensorsHeader.read(channel)) {
        tensors.put(entry.name(), new SafetensorsTensor(path, channel, entry));
      }
      return new SafetensorsFile(path, channel, tensors);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Fills a buffer from a place in the file.
  ///
  /// @throws EOFException if the file ends before
  static void readFully(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new EOFException();
      }
      at += read;
    }
    buffer.flip();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, TensorSource> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Failures.unreadable(path, e);
    }
  }
}
