package dev.pictor.clip.weights;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A tensor of a [SafetensorsFile], read piece by piece.
record SafetensorsTensor(Path path, FileChannel channel, SafetensorsHeader.Entry entry)
    implements TensorSource {
  private static final int CHUNK = 1 << 16;

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public ElementType type() {
    return entry.type();
  }

  @Override
  public Shape shape() {
    return entry.shape();
  }

  @Override
  public void read(FloatSink sink) {
    long elements = shape().elements();
    int chunk = (int) Math.min(CHUNK, elements);
    float[] values = new float[chunk];
    ByteBuffer bytes = ByteBuffer.allocate(chunk * type().bytes());
    try {
      for (long done = 0; done < elements; ) {
        int now = (int) Math.min(chunk, elements - done);
        bytes.clear().limit(now * type().bytes());
        SafetensorsFile.readFully(channel, bytes, entry.position() + done * type().bytes());
        type().toFloats(MemorySegment.ofArray(bytes.array()), 0, 1, values, 0, now);
        sink.accept(values, now);
        done += now;
      }
    } catch (IOException e) {
      throw Failures.unreadable(path, "the tensor '%s' cannot be read: ".formatted(name()), e);
    }
  }
}
