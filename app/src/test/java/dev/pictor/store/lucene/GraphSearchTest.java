package dev.pictor.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.store.Change;
import dev.pictor.store.Filter;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.Neighbor;
import dev.pictor.store.Neighbors;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Searching above the exact limit, with a small one. One segment, large enough to have a graph.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GraphSearchTest {
  private static final ModelIdentity MODEL = Samples.model("model-a", 'a', 64);
  private static final int COUNT = 5_000;
  private static final int PNG_COUNT = 1_667;
  private static final int EXACT_LIMIT = 500;

  /// So hard that 30 candidates are not enough.
  private static final float SPREAD = 1;

  private static final List<Embedding> EMBEDDINGS = Samples.clustered(1, COUNT, MODEL, SPREAD);

  private Path folder;
  private PictureStore store;

  @BeforeAll
  void fill(@TempDir Path directory) {
    folder = directory;
    store = filled("many", EMBEDDINGS);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private PictureStore filled(String name, List<Embedding> embeddings) {
    PictureStore filled =
        LuceneStorage.open(folder, Duration.ZERO, EXACT_LIMIT).openToWrite(name, MODEL);
    List<Change> batch = new ArrayList<>();
    for (int number = 0; number < embeddings.size(); number++) {
      batch.add(Samples.put(number, number + ".jpg", embeddings.get(number)));
    }
    filled.apply(batch);
    return filled;
  }

  @Test
  void nearest_findsNearlyAllThatBruteForceFinds() {
    int found = 0;
    for (Embedding query : Samples.clustered(2, 50, MODEL, SPREAD)) {
      Map<PictureId, Double> similarity = new HashMap<>();
      for (int number = 0; number < COUNT; number++) {
        similarity.put(
            Samples.picture(number).id(), query.cosineSimilarity(EMBEDDINGS.get(number)));
      }
      Set<PictureId> nearest = new HashSet<>(best(similarity, 20));

      Neighbors neighbors = store.nearest(query, Filter.all(), 20);

      assertThat(neighbors.exact()).isFalse();
      assertThat(neighbors.hits()).hasSize(20);
      double last = 1;
      for (Neighbor hit : neighbors.hits()) {
        assertThat(hit.cosineSimilarity())
            .isCloseTo(similarity.get(hit.picture().id()), within(1e-5))
            .isLessThanOrEqualTo(last);
        last = hit.cosineSimilarity();
        found += nearest.contains(hit.picture().id()) ? 1 : 0;
      }
    }
    assertThat(found / (50 * 20.0)).as("annRecallAt20").isGreaterThanOrEqualTo(0.99);
  }

  private static List<PictureId> best(Map<PictureId, Double> similarity, int k) {
    return similarity.entrySet().stream()
        .sorted(Map.Entry.<PictureId, Double>comparingByValue().reversed())
        .limit(k)
        .map(Map.Entry::getKey)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 400, 1_000, PNG_COUNT - 1, PNG_COUNT, PictureStore.MAX_K})
  void nearest_givesExactlyK(int k) {
    Embedding query = Samples.embedding(1, MODEL);

    assertThat(distinct(store.nearest(query, Filter.all(), k))).isEqualTo(Math.min(k, COUNT));
    Neighbors png = store.nearest(query, new Filter.FormatIs("png"), k);
    assertThat(distinct(png)).isEqualTo(Math.min(k, PNG_COUNT));
    assertThat(png.hits()).allMatch(hit -> hit.picture().format().equals("png"));
  }

  /// Equal vectors have no neighbours that lead on: the hardest case for a graph.
  @Test
  void nearest_givesExactlyKAmongEqualPictures() {
    List<Embedding> embeddings = new ArrayList<>();
    for (int number = 0; number < COUNT; number++) {
      embeddings.add(Samples.embedding(number % 2, MODEL));
    }
    try (PictureStore equal = filled("equal", embeddings)) {
      Neighbors neighbors = equal.nearest(Samples.embedding(0, MODEL), Filter.all(), 3_000);

      assertThat(distinct(neighbors)).isEqualTo(3_000);
      assertThat(neighbors.hits().get(COUNT / 2 - 1).cosineSimilarity()).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void nearest_isExactWhenFewMatch() {
    try (PictureStore few = filled("few", EMBEDDINGS.subList(0, EXACT_LIMIT + 1))) {
      Embedding query = Samples.embedding(1, MODEL);
      assertThat(few.nearest(query, Filter.all(), 5).exact()).isFalse();
      assertThat(few.nearest(query, new Filter.FormatIs("png"), 5).exact()).isTrue();

      few.apply(List.of(new Change.RemoveFile(Samples.place("1.jpg"))));

      Neighbors neighbors = few.nearest(query, Filter.all(), PictureStore.MAX_K);
      assertThat(neighbors.exact()).isTrue();
      assertThat(distinct(neighbors)).isEqualTo(EXACT_LIMIT);
      assertThat(neighbors.hits())
          .extracting(hit -> hit.picture().id())
          .doesNotContain(Samples.picture(1).id());
    }
  }

  private static long distinct(Neighbors neighbors) {
    long distinct = neighbors.hits().stream().map(hit -> hit.picture().id()).distinct().count();
    assertThat(neighbors.hits()).hasSize((int) distinct);
    return distinct;
  }
}
