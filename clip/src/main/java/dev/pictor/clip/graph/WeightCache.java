package dev.pictor.clip.graph;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.weights.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Keeps converted weights in a folder, so that a weight file is read only once.
///
/// `<digest>-v<format>.weights` are the converted copies; `<hash>.source` says which digest the
/// files of certain paths, sizes, times and configuration have. Everything in the folder can be
/// deleted at any time, and several processes may write at once: files appear whole, by
/// renaming. Where the folder
/// cannot be written, the weights stay in memory.
final class WeightCache {
  private static final System.Logger LOG = System.getLogger(WeightCache.class.getName());

  private static final String PART = ".part";
  private static final int MAX_CONFIG_BYTES = 1 << 20;
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final Path folder;

  WeightCache(Path folder) {
    this.folder = folder;
  }

  /// @throws ModelException if the file is no model that we can use
  ConvertedWeights open(ModelFiles files) {
    Optional<Path> source = sourceRecord(files);
    Optional<ConvertedWeights> kept = source.flatMap(this::find);
    if (kept.isPresent()) {
      return kept.get();
    }
    ConvertedWeights converted = WeightConverter.convert(files);
    try {
      ConvertedWeights mapped = keep(converted, source);
      converted.close();
      return mapped;
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "Cannot keep the converted weights of {0} in {1} ({2}); they stay in memory.",
          files.weights(),
          folder,
          e);
      return converted;
    }
  }

  private Optional<ConvertedWeights> find(Path source) {
    try {
      String digest = Files.readString(source, StandardCharsets.US_ASCII).strip();
      return Optional.of(ConvertedWeights.map(copy(digest), digest));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not there, or damaged: made anew
    }
  }

  private ConvertedWeights keep(ConvertedWeights converted, Optional<Path> source)
      throws IOException {
    Files.createDirectories(folder);
    deleteAbandoned();
    Path copy = copy(converted.digest());
    replace(copy, converted::write);
    if (source.isPresent()) {
      byte[] digest = converted.digest().getBytes(StandardCharsets.US_ASCII);
      replace(source.get(), channel -> channel.write(ByteBuffer.wrap(digest)));
    }
    return ConvertedWeights.map(copy, converted.digest());
  }

  /// What a process that was killed while writing left behind.
  private void deleteAbandoned() throws IOException {
    Instant limit = Instant.now().minus(ABANDONED_AFTER);
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*" + PART)) {
      for (Path part : parts) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(limit)) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  private Path copy(String digest) {
    return folder.resolve("%s-v%d.weights".formatted(digest, ConvertedWeights.FORMAT_VERSION));
  }

  /// The record of a model as it is now: the weight files by path, size and time, the
  /// configuration, which says what the weights are, by what is in it. (Tokenizer and preprocessing
  /// are read each time.) None if it cannot be looked at.
  private Optional<Path> sourceRecord(ModelFiles files) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Path file : files.weightFiles()) {
        sha256.update(state(file.toRealPath()).getBytes(StandardCharsets.UTF_8));
      }
      if (files.config() instanceof Path config) {
        try (InputStream in = Files.newInputStream(config)) {
          sha256.update(in.readNBytes(MAX_CONFIG_BYTES));
        }
      }
      return Optional.of(folder.resolve(HexFormat.of().formatHex(sha256.digest()) + ".source"));
    } catch (IOException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String state(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return "%s\n%d\n%d"
        .formatted(file, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }

  private interface Content {
    void write(FileChannel channel) throws IOException;
  }

  private void replace(Path target, Content content) throws IOException {
    Path part = folder.resolve("." + UUID.randomUUID() + PART);
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.write(channel);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
