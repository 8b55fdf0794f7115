package dev.pictor.transfer;

import dev.pictor.json.Json;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.WholePicture;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Writes [NpyFiles] into a folder.
final class NpySink implements Sink {
  private final Path folder;
  private final int dimension;
  private final BooleanSupplier stopRequested;
  private final Written embeddings;
  private final Written pictures;
  private final Written thumbnails;
  private long rows;
  private long thumbnailOffset;

  /// @param folder empty
  NpySink(Path folder, int dimension, BooleanSupplier stopRequested) throws IOException {
    this.folder = folder;
    this.dimension = dimension;
    this.stopRequested = stopRequested;
    this.embeddings = new Written(folder.resolve(NpyFiles.EMBEDDINGS));
    this.pictures = new Written(folder.resolve(NpyFiles.PICTURES));
    this.thumbnails = new Written(folder.resolve(NpyFiles.THUMBNAILS));
    embeddings.write(new NpyHeader(0, dimension).bytes().array());
  }

  @Override
  public void add(WholePicture picture) throws IOException {
    write(Row.of(picture), picture.embedding().toArray(), picture.thumbnail());
  }

  void write(Row row, float[] values, byte[] thumbnail) throws IOException {
    pictures.line(Json.line(row.withThumbnail(thumbnailOffset, thumbnail.length)));
    thumbnails.write(thumbnail);
    thumbnailOffset += thumbnail.length;
    ByteBuffer vector =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    vector.asFloatBuffer().put(values);
    embeddings.write(vector.array());
    rows++;
  }

  @Override
  public void finish(Manifest manifest, List<FailedFile> failures) throws IOException {
    embeddings.finish(new NpyHeader(rows, dimension).bytes());
    pictures.finish(ByteBuffer.allocate(0));
    thumbnails.finish(ByteBuffer.allocate(0));
    try (Written failed = new Written(folder.resolve(NpyFiles.FAILURES))) {
      for (FailedFile failure : failures) {
        failed.line(Json.line(FailureRow.of(failure)));
      }
      failed.finish(ByteBuffer.allocate(0));
    }
    Map<String, String> sha256 = new LinkedHashMap<>();
    for (String name : NpyFiles.DIGESTED) {
      sha256.put(name, Digests.of(folder.resolve(name), stopRequested));
    }
    try (Written collection = new Written(folder.resolve(NpyFiles.COLLECTION))) {
      collection.line(Json.line(manifest.written(sha256)));
      collection.finish(ByteBuffer.allocate(0));
    }
  }

  @Override
  public void close() throws IOException {
    try (embeddings;
        pictures;
        thumbnails) {
      // Each is closed, even if another fails.
    }
  }

  /// A file that is being written.
  private static final class Written implements AutoCloseable {
    private final FileChannel channel;
    private final OutputStream output;

    Written(Path file) throws IOException {
      channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
      output = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    void write(byte[] bytes) throws IOException {
      output.write(bytes);
    }

    void line(String text) throws IOException {
      output.write(text.getBytes(StandardCharsets.UTF_8));
      output.write('\n');
    }

    /// @param beginning takes the place of the first bytes
    void finish(ByteBuffer beginning) throws IOException {
      output.flush();
      for (long at = 0; beginning.hasRemaining(); ) {
        at += channel.write(beginning, at);
      }
      channel.force(true);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
