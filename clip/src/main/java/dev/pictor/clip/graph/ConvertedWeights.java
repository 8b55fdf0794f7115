package dev.pictor.clip.graph;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import dev.pictor.clip.graph.WeightLayout.Slot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/// Weights as the graphs take them (see [WeightLayout]), float32, in memory or mapped from a file.
///
/// The file: a header of one page (magic, version, architecture, digest, checksum of these), then
/// the tensors. A mapped file may be deleted while it is used. Close it only when no session uses
/// it any more.
final class ConvertedWeights implements AutoCloseable {
  /// Goes up whenever the layout changes; part of the file's name.
  static final int FORMAT_VERSION = 3;

  private static final long MAGIC = 0x5049_4354_4f52_5721L; // PICTORW!
  private static final int HEADER_BYTES = 4096;
  private static final int WRITE_BYTES = 64 << 20;

  private final ClipConfig config;
  private final String digest;
  private final WeightLayout layout;
  private final MemorySegment data;
  private final Arena arena;

  ConvertedWeights(
      ClipConfig config, String digest, WeightLayout layout, MemorySegment data, Arena arena) {
    this.config = config;
    this.digest = digest;
    this.layout = layout;
    this.data = data;
    this.arena = arena;
  }

  ClipConfig config() {
    return config;
  }

  /// See [WeightsDigest].
  String digest() {
    return digest;
  }

  WeightLayout layout() {
    return layout;
  }

  /// The values of a tensor, in place: valid until [#close].
  FloatBuffer values(String name) {
    Slot slot = layout.slots().get(name);
    if (slot == null) {
      throw new IllegalStateException("no such weight: " + name);
    }
    return data.asSlice(slot.offset(), slot.bytes())
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /// Writes everything to a channel and onto the disk.
  void write(FileChannel channel) throws IOException {
    writeFully(channel, ByteBuffer.wrap(header()));
    for (long start = 0; start < data.byteSize(); start += WRITE_BYTES) {
      long count = Math.min(WRITE_BYTES, data.byteSize() - start);
      writeFully(channel, data.asSlice(start, count).asByteBuffer());
    }
    channel.force(true);
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Maps a file.
  ///
  /// @param digest the one it must have
  /// @throws IOException if it is not there, damaged, cut or of other weights
  static ConvertedWeights map(Path file, String digest) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
      while (header.hasRemaining() && channel.read(header) >= 0) {}
      ClipConfig config = readHeader(header.array(), digest);
      WeightLayout layout = new WeightLayout(config);
      if (channel.size() != HEADER_BYTES + layout.bytes()) {
        throw new IOException("%s has %,d bytes".formatted(file, channel.size()));
      }
      MemorySegment data = channel.map(MapMode.READ_ONLY, HEADER_BYTES, layout.bytes(), arena);
      return new ConvertedWeights(config, digest, layout, data, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(MAGIC);
    out.writeInt(FORMAT_VERSION);
    out.writeUTF(digest);
    out.writeInt(config.embeddingDimension());
    ImageTower image = config.image();
    out.writeInt(image.imageSize());
    out.writeInt(image.patchSize());
    out.writeInt(image.width());
    out.writeInt(image.layers());
    out.writeInt(image.heads());
    out.writeInt(image.mlpWidth());
    out.writeUTF(image.activation().name());
    out.writeDouble(image.layerNormEpsilon());
    TextTower text = config.text();
    out.writeInt(text.contextLength());
    out.writeInt(text.vocabularySize());
    out.writeInt(text.width());
    out.writeInt(text.layers());
    out.writeInt(text.heads());
    out.writeInt(text.mlpWidth());
    out.writeUTF(text.activation().name());
    out.writeDouble(text.layerNormEpsilon());
    out.writeInt(text.endToken());
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).put(bytes.toByteArray());
    header.putLong(HEADER_BYTES - Long.BYTES, checksum(header.array()));
    return header.array();
  }

  private static ClipConfig readHeader(byte[] header, String digest) throws IOException {
    if (ByteBuffer.wrap(header).getLong(HEADER_BYTES - Long.BYTES) != checksum(header)) {
      throw new IOException("damaged header");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(header));
    if (in.readLong() != MAGIC || in.readInt() != FORMAT_VERSION || !in.readUTF().equals(digest)) {
      throw new IOException("not what was looked for");
    }
    return new ClipConfig(
        in.readInt(),
        new ImageTower(
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            Activation.valueOf(in.readUTF()),
            in.readDouble()),
        new TextTower(
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            Activation.valueOf(in.readUTF()),
            in.readDouble(),
            in.readInt()));
  }

  private static long checksum(byte[] header) {
    CRC32 crc = new CRC32();
    crc.update(header, 0, HEADER_BYTES - Long.BYTES);
    return crc.getValue();
  }

  @Override
  public void close() {
    arena.close();
  }
}
