package dev.pictor.eval;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.search.Search;
import dev.pictor.store.PictureStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What a collection's index is asked, as different as users' searches are: pictures like those
/// that are there, and everyday texts. Texts lie beside the pictures, where a graph of pictures
/// alone finds less (Jaiswal et al. 2022, <https://arxiv.org/abs/2211.12850>).
///
/// @param texts how many of the embeddings are of texts
public record IndexQueries(List<Embedding> embeddings, int texts) {
  private static final long SEED = 1;

  /// Of the noise, beside a picture's norm of 1: a cosine similarity of about 0.9 is left, as
  /// between two pictures of one subject.
  private static final double NOISE = 0.5;

  public IndexQueries {
    embeddings = List.copyOf(embeddings);
  }

  /// Half of them are texts, as far as there are enough; fewer than asked for if the collection is
  /// small.
  ///
  /// @param clip of the collection's fingerprint; null: no texts
  /// @param most 1 or more
  public static IndexQueries of(PictureStore store, @Nullable Clip clip, int most) {
    List<Embedding> texts = clip == null ? List.of() : clip.encodeTexts(texts(most / 2));
    List<Embedding> all = new ArrayList<>(texts);
    Random random = new Random(SEED);
    for (Embedding picture : store.sample(most - texts.size())) {
      all.add(like(picture, random));
    }
    return new IndexQueries(all, texts.size());
  }

  private static Embedding like(Embedding picture, Random random) {
    float[] values = picture.toArray();
    double width = NOISE / Math.sqrt(values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (width * random.nextGaussian());
    }
    return Embedding.normalized(picture.fingerprint(), values);
  }

  private static List<String> texts(int most) {
    try (InputStream in = Search.class.getResourceAsStream("background.txt")) {
      if (in == null) {
        throw new IllegalStateException("background.txt is not in the jar");
      }
      List<String> lines =
          new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      Collections.shuffle(lines, new Random(SEED));
      return lines.subList(0, Math.min(most, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
