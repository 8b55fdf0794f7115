package dev.pictor.search;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipException;
import dev.pictor.clip.Embedding;
import dev.pictor.store.PictureStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Learns what similarities are usual: of some hundred everyday queries, and of pictures among each
/// other, with a sample of the collection. Keeps what it has learned, and looks again after some
/// minutes. Thread-safe.
public final class Background {
  private static final String QUERIES = "background.txt";
  private static final int SAMPLE = 512;

  /// So many pictures are compared with each other: 32,640 pairs.
  private static final int PAIRED = 256;

  private static final long LIFE_NANOS = Duration.ofMinutes(5).toNanos();

  /// @param withTexts whether its scale of texts is one
  private record Learned(
      String fingerprint, String collection, boolean withTexts, Scales scales, long atNanos) {
    boolean isOf(String otherFingerprint, String otherCollection) {
      return fingerprint.equals(otherFingerprint) && collection.equals(otherCollection);
    }
  }

  private final @Nullable Path cache;
  private @Nullable Learned learned;
  private List<Embedding> queries = List.of();

  /// @param cache folder that may keep the queries' embeddings; null for memory only
  public Background(@Nullable Path cache) {
    this.cache = cache;
  }

  /// Encodes the queries, or reads them where they are kept, so that no search has to wait for it.
  ///
  /// @throws ClipException if the model cannot encode texts
  public synchronized void prepare(Clip clip) {
    queries(clip);
  }

  /// From which cosine similarity on two of its pictures hardly differ; above 1 where there are
  /// too few pictures to tell.
  public static double alike(PictureStore store) {
    return learn(List.of(), store).alike();
  }

  /// What similarities of texts and pictures are usual.
  public Scale texts(PictureStore store, Clip clip) {
    return scales(store, clip, true).texts();
  }

  /// What similarities of pictures among each other are usual.
  public Scale pictures(PictureStore store, Clip clip) {
    return scales(store, clip, false).pictures();
  }

  /// @param withTexts whether the scale of texts is needed; some models cannot encode any
  synchronized Scales scales(PictureStore store, Clip clip, boolean withTexts) {
    String collection = store.info().name();
    Learned known = learned;
    if (known == null
        || !known.isOf(clip.fingerprint(), collection)
        || withTexts && !known.withTexts()
        || System.nanoTime() - known.atNanos() > LIFE_NANOS) {
      List<Embedding> texts = withTexts ? queries(clip) : List.of();
      Scales scales = learn(texts, store);
      known = new Learned(clip.fingerprint(), collection, withTexts, scales, System.nanoTime());
      learned = known;
    }
    return known.scales();
  }

  private static Scales learn(List<Embedding> queries, PictureStore store) {
    List<Embedding> sample = store.sample(SAMPLE);
    float[] texts = new float[Math.max(1, queries.size() * sample.size())];
    int next = 0;
    for (Embedding query : queries) {
      for (Embedding picture : sample) {
        texts[next++] = (float) query.cosineSimilarity(picture);
      }
    }
    List<Embedding> some = sample.subList(0, Math.min(PAIRED, sample.size()));
    float[] pictures = new float[Math.max(1, some.size() * (some.size() - 1) / 2)];
    next = 0;
    for (int i = 0; i < some.size(); i++) {
      for (int j = i + 1; j < some.size(); j++) {
        pictures[next++] = (float) some.get(i).cosineSimilarity(some.get(j));
      }
    }
    return new Scales(new Scale(texts), new Scale(pictures), store.counts().pictures());
  }

  private List<Embedding> queries(Clip clip) {
    if (!queries.isEmpty() && queries.getFirst().fingerprint().equals(clip.fingerprint())) {
      return queries;
    }
    String text = text();
    Path file = file(clip.fingerprint(), text);
    queries =
        read(clip, file)
            .orElseGet(
                () -> {
                  List<Embedding> encoded = clip.encodeTexts(text.lines().toList());
                  write(file, encoded);
                  return encoded;
                });
    return queries;
  }

  private static String text() {
    try (InputStream in = Background.class.getResourceAsStream(QUERIES)) {
      if (in == null) {
        throw new IllegalStateException(QUERIES + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Path file(String fingerprint, String text) {
    if (cache == null) {
      return null;
    }
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return cache.resolve("background").resolve("%s-%08x".formatted(fingerprint, crc.getValue()));
  }

  /// Anything but a whole file of norm 1 is passed over.
  private static Optional<List<Embedding>> read(Clip clip, @Nullable Path file) {
    int dimension = clip.config().embeddingDimension();
    try {
      if (file == null || !Files.exists(file)) {
        return Optional.empty();
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      List<Embedding> read = new ArrayList<>();
      while (bytes.remaining() >= dimension * Float.BYTES) {
        float[] values = new float[dimension];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + dimension * Float.BYTES);
        read.add(Embedding.ofUnit(clip.fingerprint(), values));
      }
      boolean whole = !bytes.hasRemaining() && read.size() == text().lines().count();
      return whole ? Optional.of(List.copyOf(read)) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// What cannot be kept is computed again the next time.
  private static void write(@Nullable Path file, List<Embedding> embeddings) {
    if (file == null) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      int dimension = embeddings.getFirst().dimension();
      ByteBuffer bytes =
          ByteBuffer.allocate(embeddings.size() * dimension * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      embeddings.forEach(
          embedding -> {
            for (float value : embedding.toArray()) {
              bytes.putFloat(value);
            }
          });
      Path part = file.resolveSibling(".%s.part".formatted(UUID.randomUUID()));
      try {
        Files.write(part, bytes.array());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      // Slower, but nothing is lost.
    }
  }
}
