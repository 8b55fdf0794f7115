package dev.pictor.transfer;

import dev.pictor.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JacksonException;

/// Reads [NpyFiles] out of a folder.
final class NpySource implements Source {
  private final Path folder;
  private final Manifest manifest;
  private final Map<String, String> sha256;

  private NpySource(Path folder, Manifest manifest, Map<String, String> sha256) {
    this.folder = folder;
    this.manifest = manifest;
    this.sha256 = sha256;
  }

  /// @throws TransferException if it holds no export, or one of another format
  static NpySource open(Path folder) throws IOException {
    Path file = folder.resolve(NpyFiles.COLLECTION);
    if (!Files.isRegularFile(file)) {
      throw Source.refused(
          folder, "there is no %s in it, so it is no export".formatted(NpyFiles.COLLECTION));
    }
    if (Files.size(file) > Limits.MANIFEST_BYTES) {
      throw Source.refused(file, "it has more than %,d bytes".formatted(Limits.MANIFEST_BYTES));
    }
    Manifest.Written written;
    Manifest manifest;
    try {
      written = Json.read(Files.readString(file, StandardCharsets.UTF_8), Manifest.Written.class);
      manifest = Manifest.of(written);
    } catch (CharacterCodingException e) {
      throw Source.refused(file, "not UTF-8");
    } catch (JacksonException e) {
      throw Source.refused(file, Lines.reason(e));
    } catch (IllegalArgumentException e) {
      throw Source.refused(file, String.valueOf(e.getMessage()));
    }
    Map<String, String> sha256 = written.sha256();
    for (String name : NpyFiles.DIGESTED) {
      if (sha256 == null || sha256.get(name) == null) {
        throw Source.refused(file, "sha256 does not tell of %s".formatted(name));
      }
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw Source.refused(folder, "%s is missing".formatted(name));
      }
    }
    NpySource source = new NpySource(folder, manifest, sha256 == null ? Map.of() : sha256);
    source.requireShape();
    return source;
  }

  private void requireShape() throws IOException {
    Path file = folder.resolve(NpyFiles.EMBEDDINGS);
    byte[] head;
    try (InputStream input = Files.newInputStream(file)) {
      head = input.readNBytes(NpyHeader.LENGTH);
    }
    NpyHeader header =
        NpyHeader.parse(head)
            .orElseThrow(
                () ->
                    Source.refused(file, "it is no .npy of float32 as 'pictor export' writes it"));
    NpyHeader expected = new NpyHeader(manifest.counts().pictures(), manifest.model().dimension());
    if (!header.equals(expected)) {
      throw Source.refused(
          file,
          "it holds %,d vectors of dimension %,d; %s tells of %,d of %,d"
              .formatted(
                  header.rows(),
                  header.columns(),
                  NpyFiles.COLLECTION,
                  expected.rows(),
                  expected.columns()));
    }
    if (Files.size(file) != expected.fileBytes()) {
      throw Source.refused(
          file,
          "it has %,d bytes; %,d are needed".formatted(Files.size(file), expected.fileBytes()));
    }
  }

  @Override
  public Path path() {
    return folder;
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public void verifyDigests(BooleanSupplier stopRequested) throws IOException {
    for (String name : NpyFiles.DIGESTED) {
      Path file = folder.resolve(name);
      if (!Digests.of(file, stopRequested).equals(sha256.get(name))) {
        throw Source.refused(
            file,
            "it is damaged or was changed (its SHA-256 is not that in %s)"
                .formatted(NpyFiles.COLLECTION));
      }
    }
  }

  @Override
  public void forEachRow(RowReader reader) throws IOException {
    Path thumbnailFile = folder.resolve(NpyFiles.THUMBNAILS);
    try (Lines lines = Lines.of(folder.resolve(NpyFiles.PICTURES), Limits.ROW_BYTES);
        InputStream vectors = input(NpyFiles.EMBEDDINGS);
        InputStream thumbnails = input(NpyFiles.THUMBNAILS)) {
      vectors.skipNBytes(NpyHeader.LENGTH);
      byte[] bytes = new byte[manifest.model().dimension() * Float.BYTES];
      float[] vector = new float[manifest.model().dimension()];
      long left = Files.size(thumbnailFile);
      long offset = 0;
      long number = 0;
      for (Row row = lines.next(Row.class); row != null; row = lines.next(Row.class)) {
        number++;
        if (number > manifest.counts().pictures()) {
          throw lines.refused(
              "%s tells of %,d pictures"
                  .formatted(NpyFiles.COLLECTION, manifest.counts().pictures()));
        }
        int length = thumbnailLength(lines, row, offset, left);
        if (vectors.readNBytes(bytes, 0, bytes.length) < bytes.length) {
          throw Source.refused(folder.resolve(NpyFiles.EMBEDDINGS), "it breaks off");
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        byte[] thumbnail = thumbnails.readNBytes(length);
        offset += length;
        left -= length;
        reader.read(number, row, vector, thumbnail);
      }
      if (left > 0) {
        throw Source.refused(thumbnailFile, "%,d bytes belong to no picture".formatted(left));
      }
    }
  }

  /// One thumbnail begins where the one before it ends.
  private static int thumbnailLength(Lines lines, Row row, long offset, long left) {
    Long there = row.thumbnailOffset();
    Integer length = row.thumbnailBytes();
    if (there == null || length == null || there != offset) {
      throw lines.refused("the thumbnail begins at %s; %,d is expected".formatted(there, offset));
    }
    if (length < 1 || length > left || length > Limits.THUMBNAIL_BYTES) {
      throw lines.refused(
          "the thumbnail has %,d bytes; 1 to %,d can be"
              .formatted(length, Math.min(left, Limits.THUMBNAIL_BYTES)));
    }
    return length;
  }

  private InputStream input(String name) throws IOException {
    return new BufferedInputStream(Files.newInputStream(folder.resolve(name)), 1 << 16);
  }

  @Override
  public List<FailureRow> failures() throws IOException {
    Path file = folder.resolve(NpyFiles.FAILURES);
    if (Files.size(file) > Limits.FAILURES_BYTES) {
      throw Source.refused(file, "it has more than %,d bytes".formatted(Limits.FAILURES_BYTES));
    }
    try (Lines lines = Lines.of(file, Limits.ROW_BYTES)) {
      return lines.rest(FailureRow.class);
    }
  }

  @Override
  public void close() {}
}
