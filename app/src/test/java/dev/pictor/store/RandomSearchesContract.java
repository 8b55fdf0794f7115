package dev.pictor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.clip.Embedding;
import dev.pictor.eval.IndexEvaluation;
import dev.pictor.eval.IndexReport;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.TakenAt;
import dev.pictor.testing.ClusteredVectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Random collections, filters and numbers of hits against brute force: complete, in order, nothing
/// twice, also where an approximate index proposes what is compared. Every store has a test that
/// extends this one.
public abstract class RandomSearchesContract extends StoreFixture {
  private static final long SEED = 31;
  private static final boolean LONG = Boolean.getBoolean("pictor.long");
  private static final int DEPTH = 3;

  /// Large enough for a graph.
  private static final int MANY = 5_000;

  private static final int LOW_LIMIT = 300;

  private static final Comparator<Neighbor> BEST_FIRST =
      Comparator.comparing(Neighbor::cosineSimilarity)
          .reversed()
          .thenComparing(hit -> hit.picture().id());

  private int approximate;
  private long wanted;
  private long missed;

  /// @param exactLimit up to so many matching pictures all are compared
  protected abstract Storage openStorage(int exactLimit);

  /// The same place as [#openStorage]'s, where every search compares all; closed by the test.
  protected abstract Storage openSameExact();

  @Override
  protected final Storage openStorage() {
    return openStorage(PictureStore.EXACT_LIMIT);
  }

  @Test
  void searchesOfSmallCollections_equalBruteForce() {
    Storage storage = storage();
    for (int round = 0; round < (LONG ? 100 : 8); round++) {
      long seed = SEED + round;
      Random random = new Random(seed);
      PictureStore store = write(storage, "c" + round, MODEL);
      List<MadeUp> pictures = filled(store, seed, random, random.nextInt(round < 2 ? 3 : 400));
      for (int search = 0; search < 15; search++) {
        Filter filter = MadeUp.filter(random, DEPTH);
        said(
            "seed %d, search %d, %s".formatted(seed, search, filter),
            () -> {
              assertNearest(
                  store, pictures, filter, query(random), k(random), PictureStore.EXACT_LIMIT);
              assertTold(store, pictures, filter, List.of(query(random), query(random)));
            });
      }
    }
    assertThat(approximate).isZero();
  }

  @Test
  void searchesOfALargeCollection_findExactlyK() {
    Storage storage = closing(openStorage(LOW_LIMIT));
    for (int round = 0; round < (LONG ? 10 : 1); round++) {
      long seed = 100 * SEED + round;
      Random random = new Random(seed);
      PictureStore store = write(storage, "c" + round, MODEL);
      List<MadeUp> pictures = filled(store, seed, random, MANY + random.nextInt(500));
      store.optimize();
      for (int search = 0; search < 80; search++) {
        Filter filter = search < 10 ? Filter.all() : MadeUp.filter(random, DEPTH);
        said(
            "seed %d, search %d, %s".formatted(seed, search, filter),
            () -> {
              assertNearest(store, pictures, filter, query(random), k(random), LOW_LIMIT);
              if (random.nextInt(10) == 0) {
                assertTold(store, pictures, filter, List.of(query(random)));
              }
            });
      }
    }
    assertThat(approximate).as("approximate answers").isGreaterThan(20);
    assertThat(1 - missed / (double) wanted).as("annRecallAtK").isGreaterThanOrEqualTo(0.99);
  }

  /// The hardest filter for a graph: all that is near to the query is filtered out.
  @Test
  void filterThatOnlyFarPicturesPass_findsThemAll() {
    Storage storage = closing(openStorage(LOW_LIMIT));
    PictureStore store = write(storage, "default", MODEL);
    ClusteredVectors vectors = new ClusteredVectors(SEED, MODEL.dimension());
    Embedding middle = embeddings(List.of(vectors.picture())).getFirst();
    List<Embedding> byNearness =
        embeddings(vectors.pictures(MANY)).stream()
            .sorted(Comparator.comparingDouble(middle::cosineSimilarity))
            .toList();
    // Every third is a png: those get the farthest.
    List<Embedding> pictures = new ArrayList<>();
    int far = 0;
    int near = MANY - 1;
    for (int n = 0; n < MANY; n++) {
      pictures.add(byNearness.get(n % 3 == 0 ? far++ : near--));
    }
    store.apply(
        IntStream.range(0, MANY)
            .mapToObj(n -> (Change) Samples.put(n, n + ".jpg", pictures.get(n)))
            .toList());
    store.optimize();
    Filter png = new Filter.FormatIs("png");

    double found = 0;
    for (int number = 0; number < 30; number++) {
      Embedding query = byNearness.get(MANY - 1 - number);
      double[] best =
          IntStream.range(0, MANY)
              .filter(n -> n % 3 == 0)
              .mapToDouble(n -> query.cosineSimilarity(pictures.get(n)))
              .sorted()
              .toArray();
      Neighbors neighbors = store.nearest(query, png, 10);
      assertThat(neighbors.hits()).hasSize(10);
      assertThat(neighbors.hits()).allMatch(hit -> hit.picture().format().equals("png"));
      found +=
          neighbors.hits().stream()
              .filter(hit -> hit.cosineSimilarity() > best[best.length - 10] - 1e-6)
              .count();
    }
    assertThat(found / 300).as("annRecallAt10").isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void searchesAboveTheExactLimit_find99Of100AndTheEvaluationSaysSo() {
    int count = LONG ? 60_000 : PictureStore.EXACT_LIMIT + 5_000;
    ClusteredVectors vectors = new ClusteredVectors(SEED, MODEL.dimension());
    PictureStore store = write();
    List<Embedding> pictures = embeddings(vectors.pictures(count));
    for (int from = 0; from < count; from += MANY) {
      store.apply(
          IntStream.range(from, Math.min(count, from + MANY))
              .mapToObj(n -> (Change) Samples.put(n, n + ".jpg", pictures.get(n)))
              .toList());
    }
    store.optimize();
    List<Embedding> queries = new ArrayList<>(embeddings(vectors.texts(50)));
    queries.addAll(embeddings(vectors.pictures(50)));

    double found = 0;
    double worst = 1;
    for (Embedding query : queries) {
      double[] best =
          pictures.stream()
              .mapToDouble(query::cosineSimilarity)
              .sorted()
              .skip(count - 10)
              .toArray();
      Neighbors neighbors = store.nearest(query, Filter.all(), 10);
      assertThat(neighbors.exact()).isFalse();
      assertThat(neighbors.hits()).hasSize(10);
      double recall =
          neighbors.hits().stream().filter(h -> h.cosineSimilarity() > best[0] - 1e-6).count()
              / 10.0;
      found += recall;
      worst = Math.min(worst, recall);
    }
    assertThat(found / queries.size()).as("annRecallAt10").isGreaterThanOrEqualTo(0.99);

    try (PictureStore exact = closing(openSameExact()).openToRead("default").orElseThrow()) {
      IndexReport report =
          new IndexEvaluation(store, exact, (_, _) -> {}, () -> false)
              .compare(queries, 10)
              .orElseThrow();
      assertThat(report.meanRecall()).isCloseTo(found / queries.size(), within(1e-9));
      assertThat(report.worstRecall()).isEqualTo(worst);
      assertThat(report.approximate()).isEqualTo(report.queries()).isEqualTo(queries.size());
      assertThat(report.index().p50()).isPositive().isLessThanOrEqualTo(report.index().p95());
    }
    GraphParameters graph = store.graph(10).orElseThrow();
    assertThat(graph.graphs()).isPositive();
    assertThat(graph.efSearch()).isGreaterThan(10);
  }

  private static List<Embedding> embeddings(List<float[]> vectors) {
    return vectors.stream().map(v -> Embedding.ofUnit(MODEL.fingerprint(), v)).toList();
  }

  private static void said(String what, Runnable check) {
    try {
      check.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("With " + what, e);
    }
  }

  /// Some pictures have the same embedding, some are removed again.
  ///
  /// @return those that are left
  private static List<MadeUp> filled(PictureStore store, long seed, Random random, int count) {
    ClusteredVectors vectors = new ClusteredVectors(seed, MODEL.dimension());
    List<MadeUp> pictures = new ArrayList<>();
    for (MadeUp made : MadeUp.pictures(seed, count, MODEL)) {
      Embedding embedding =
          pictures.isEmpty() || random.nextInt(5) > 0
              ? Embedding.ofUnit(MODEL.fingerprint(), vectors.picture())
              : pictures.get(random.nextInt(pictures.size())).embedding();
      pictures.add(new MadeUp(made.picture(), made.files(), embedding));
    }
    for (int from = 0; from < count; ) {
      int to = Math.min(count, from + 1 + random.nextInt(Math.max(50, count / 4)));
      FilterContract.put(store, pictures.subList(from, to));
      from = to;
    }
    List<MadeUp> left = new ArrayList<>();
    List<Change> removals = new ArrayList<>();
    for (MadeUp made : pictures) {
      if (random.nextInt(10) > 0) {
        left.add(made);
      } else {
        made.files().forEach(file -> removals.add(new Change.RemoveFile(file.place())));
      }
    }
    store.apply(removals);
    return left;
  }

  private static Embedding query(Random random) {
    ClusteredVectors vectors = new ClusteredVectors(random.nextInt(5), MODEL.dimension());
    return Embedding.ofUnit(
        MODEL.fingerprint(), random.nextBoolean() ? vectors.text() : vectors.picture());
  }

  private static int k(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 1;
      case 1 -> 1 + random.nextInt(PictureStore.MAX_K);
      case 2 -> 1 + random.nextInt(1_000);
      default -> 1 + random.nextInt(60);
    };
  }

  private static Map<PictureId, MadeUp> matching(List<MadeUp> pictures, Filter filter) {
    return pictures.stream()
        .filter(made -> BruteForce.matches(filter, made.picture(), made.files()))
        .collect(Collectors.toMap(made -> made.picture().id(), made -> made));
  }

  private static MadeUp of(Map<PictureId, MadeUp> pictures, PictureId id) {
    return Objects.requireNonNull(pictures.get(id));
  }

  private void assertNearest(
      PictureStore store,
      List<MadeUp> pictures,
      Filter filter,
      Embedding query,
      int k,
      int exactLimit) {
    Map<PictureId, MadeUp> matching = matching(pictures, filter);
    List<Double> best =
        matching.values().stream()
            .map(made -> query.cosineSimilarity(made.embedding()))
            .sorted(Comparator.reverseOrder())
            .toList();

    Neighbors found = store.nearest(query, filter, k);

    List<PictureId> ids = found.hits().stream().map(hit -> hit.picture().id()).toList();
    assertThat(ids).hasSize(Math.min(k, matching.size())).doesNotHaveDuplicates();
    assertThat(matching.keySet()).containsAll(ids);
    assertThat(found.hits()).isSortedAccordingTo(BEST_FIRST);
    for (Neighbor hit : found.hits()) {
      MadeUp made = of(matching, hit.picture().id());
      assertThat(hit.picture()).isEqualTo(made.picture());
      assertThat(hit.places())
          .isEqualTo(made.files().stream().map(KnownFile::place).sorted().toList());
      assertThat(hit.cosineSimilarity())
          .isCloseTo(query.cosineSimilarity(made.embedding()), within(1e-5));
    }
    if (matching.size() <= exactLimit) {
      assertThat(found.exact()).isTrue();
    }
    if (found.exact()) {
      for (int rank = 0; rank < ids.size(); rank++) {
        assertThat(found.hits().get(rank).cosineSimilarity())
            .isCloseTo(best.get(rank), within(1e-5));
      }
      assertTiesEndById(matching, found.hits());
    } else {
      approximate++;
      wanted += ids.size();
      missed +=
          found.hits().stream()
              .filter(hit -> hit.cosineSimilarity() < best.get(ids.size() - 1) - 1e-5)
              .count();
    }
  }

  /// Of equal pictures those that are left out have higher ids.
  private static void assertTiesEndById(Map<PictureId, MadeUp> matching, List<Neighbor> hits) {
    if (hits.isEmpty()) {
      return;
    }
    PictureId last = hits.getLast().picture().id();
    Embedding embedding = of(matching, last).embedding();
    Map<PictureId, MadeUp> leftOut = new HashMap<>(matching);
    hits.forEach(hit -> leftOut.remove(hit.picture().id()));
    leftOut.forEach(
        (id, made) -> {
          if (made.embedding().equals(embedding)) {
            assertThat(id).isGreaterThan(last);
          }
        });
  }

  private static void assertTold(
      PictureStore store, List<MadeUp> pictures, Filter filter, List<Embedding> queries) {
    Map<PictureId, MadeUp> matching = matching(pictures, filter);

    Map<PictureId, float[]> similarities = new HashMap<>();
    store.forEachSimilarity(
        queries, filter, told -> assertThat(similarities.put(told.id(), told.cosines())).isNull());
    assertThat(similarities.keySet()).isEqualTo(matching.keySet());
    similarities.forEach(
        (id, cosines) -> {
          assertThat(cosines).hasSize(queries.size());
          for (int i = 0; i < cosines.length; i++) {
            assertThat((double) cosines[i])
                .isCloseTo(
                    queries.get(i).cosineSimilarity(of(matching, id).embedding()), within(1e-5));
          }
        });

    Map<PictureId, Long> taken = new HashMap<>();
    store.forEachTaken(
        filter, told -> assertThat(taken.put(told.id(), told.localMillis())).isNull());
    assertThat(taken.keySet()).isEqualTo(matching.keySet());
    taken.forEach((id, millis) -> assertThat(millis).isEqualTo(takenMillis(of(matching, id))));
  }

  private static long takenMillis(MadeUp made) {
    long modified =
        made.files().stream().mapToLong(f -> f.stamp().modifiedMillis()).min().orElseThrow();
    return made.picture()
        .takenAt(modified)
        .map(at -> TakenAt.millis(at.local()))
        .orElse(Taken.UNKNOWN);
  }
}
