package dev.pictor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What [PictureStore#nearest] promises; part of [PictureStoreContract].
public abstract class NearestContract extends StorageContract {
  @ParameterizedTest
  @ValueSource(ints = {64, 512})
  void nearest_equalsBruteForce(int dimension) {
    ModelIdentity model = Samples.model("model", 'd', dimension);
    PictureStore store = write(storage(), "default", model);
    List<Embedding> embeddings = Samples.clustered(1, 1_000, model);
    putAll(store, embeddings);
    store.optimize();

    for (Embedding query : Samples.clustered(2, 50, model)) {
      assertEqualsBruteForce(store, embeddings, query, Filter.all(), 20);
      assertEqualsBruteForce(store, embeddings, query, new Filter.FormatIs("png"), 20);
    }
  }

  @Test
  void nearest_givesEveryMatchingPictureForALargeK() {
    PictureStore store = write();
    List<Embedding> embeddings = Samples.clustered(3, 90, MODEL);
    putAll(store, embeddings);
    Embedding query = Samples.embedding(7, MODEL);

    assertEqualsBruteForce(store, embeddings, query, Filter.all(), PictureStore.MAX_K);
    assertEqualsBruteForce(store, embeddings, query, Filter.all(), 91);
    assertEqualsBruteForce(store, embeddings, query, Filter.all(), 90);
    assertEqualsBruteForce(store, embeddings, query, Filter.all(), 89);
    assertEqualsBruteForce(store, embeddings, query, new Filter.FormatIs("png"), 31);
    assertEqualsBruteForce(store, embeddings, query, Filter.all(), 1);
  }

  @Test
  void nearest_isEmptyWhereNothingMatches() {
    PictureStore store = write();
    Embedding query = Samples.embedding(1, MODEL);
    assertThat(store.nearest(query, Filter.all(), 10)).isEqualTo(new Neighbors(true, List.of()));
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));

    assertThat(store.nearest(query, new Filter.FormatIs("gif"), 10).hits()).isEmpty();
    assertThat(store.nearest(query, new Filter.FormatIs("'; --"), 10).hits()).isEmpty();
    assertThat(store.nearest(query, Filter.all(), 10).hits()).hasSize(1);
  }

  @Test
  void nearest_breaksTiesById() {
    PictureStore store = write();
    Embedding same = Samples.embedding(5, MODEL);
    // Two batches and one optimize: the order must come from the ids, not from where they lie.
    for (int from : List.of(30, 0)) {
      List<Change> batch = new ArrayList<>();
      for (int number = from; number < from + 30; number++) {
        batch.add(Samples.put(number, number + ".jpg", same));
      }
      store.apply(batch);
    }
    List<PictureId> sorted =
        IntStream.range(0, 60).mapToObj(n -> Samples.picture(n).id()).sorted().toList();

    for (int k : List.of(1, 7, 59, 60, 100)) {
      assertThat(ids(store.nearest(Samples.embedding(6, MODEL), Filter.all(), k)))
          .isEqualTo(sorted.subList(0, Math.min(k, 60)));
    }
    store.optimize();
    assertThat(ids(store.nearest(Samples.embedding(6, MODEL), Filter.all(), 7)))
        .isEqualTo(sorted.subList(0, 7));
  }

  @Test
  void nearest_tellsThePictureAndItsPlaces() {
    PictureStore store = write();
    store.apply(
        List.of(
            Samples.put(1, "b.jpg", MODEL),
            Samples.put(2, "c.jpg", MODEL),
            new Change.PutFile(Samples.file(1, "a.jpg"))));

    List<Neighbor> hits = store.nearest(Samples.embedding(1, MODEL), Filter.all(), 2).hits();

    assertThat(hits.getFirst().picture()).isEqualTo(Samples.picture(1));
    assertThat(hits.getFirst().places())
        .containsExactly(Samples.place("a.jpg"), Samples.place("b.jpg"));
    assertThat(hits.getFirst().cosineSimilarity()).isBetween(1 - 1e-6, 1.0);
    assertThat(hits.getLast().places()).containsExactly(Samples.place("c.jpg"));
  }

  @Test
  void nearest_staysWithinMinusOneAndOne() {
    PictureStore store = write();
    // Many, because the float32 product of a vector with itself is above 1 for some.
    List<Change> batch = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      Embedding embedding = Samples.embedding(number / 2, MODEL);
      batch.add(
          Samples.put(number, number + ".jpg", number % 2 == 0 ? embedding : opposite(embedding)));
    }
    store.apply(batch);

    for (int number = 0; number < 30; number++) {
      List<Neighbor> hits =
          store.nearest(Samples.embedding(number, MODEL), Filter.all(), 60).hits();
      assertThat(hits.getFirst().cosineSimilarity()).isBetween(1 - 1e-6, 1.0);
      assertThat(hits.getLast().cosineSimilarity()).isBetween(-1.0, -1 + 1e-6);
    }
  }

  private static Embedding opposite(Embedding embedding) {
    float[] values = embedding.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
    return Embedding.ofUnit(embedding.fingerprint(), values);
  }

  @Test
  void nearest_forgetsRemovedAndReplacedEmbeddings() {
    PictureStore store = write();
    Embedding first = Samples.embedding(100, MODEL);
    store.apply(List.of(Samples.put(1, "1.jpg", first), Samples.put(2, "2.jpg", MODEL)));
    store.apply(
        List.of(
            Samples.put(1, "1.jpg", Samples.embedding(101, MODEL)),
            new Change.RemoveFile(Samples.place("2.jpg"))));

    List<Neighbor> hits = store.nearest(first, Filter.all(), 10).hits();

    assertThat(hits).hasSize(1);
    assertThat(hits.getFirst().cosineSimilarity())
        .isCloseTo(first.cosineSimilarity(Samples.embedding(101, MODEL)), within(1e-5));
  }

  @Test
  void nearest_refusesAQueryOfAnotherModelAndNamesBoth() {
    PictureStore store = write();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.nearest(Samples.embedding(1, OTHER_MODEL), Filter.all(), 1))
        .withMessageContaining(MODEL.fingerprint().substring(0, 8))
        .withMessageContaining(OTHER_MODEL.fingerprint().substring(0, 8));
    ModelIdentity wider = Samples.model("wider", 'a', 77);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.nearest(Samples.embedding(1, wider), Filter.all(), 1))
        .withMessageContaining("64")
        .withMessageContaining("77");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, PictureStore.MAX_K + 1})
  void nearest_refusesAKOutsideItsRange(int k) {
    PictureStore store = write();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.nearest(Samples.embedding(1, MODEL), Filter.all(), k))
        .withMessageContaining(String.valueOf(k));
  }

  protected static List<PictureId> ids(Neighbors neighbors) {
    return neighbors.hits().stream().map(hit -> hit.picture().id()).toList();
  }

  /// Embedding `n` is picture `n`. Equal up to ties of 1e-6, scores to 1e-5.
  protected static void assertEqualsBruteForce(
      PictureStore store, List<Embedding> embeddings, Embedding query, Filter filter, int k) {
    Map<PictureId, Double> similarity = new HashMap<>();
    for (int number = 0; number < embeddings.size(); number++) {
      Picture picture = Samples.picture(number);
      if (BruteForce.matches(filter, picture, List.of(Samples.file(number, number + ".jpg")))) {
        similarity.put(picture.id(), query.cosineSimilarity(embeddings.get(number)));
      }
    }
    assertFinds(store, similarity, query, filter, k);
  }

  /// @param similarity of each picture that matches
  protected static void assertFinds(
      PictureStore store,
      Map<PictureId, Double> similarity,
      Embedding query,
      Filter filter,
      int k) {
    List<Double> best = similarity.values().stream().sorted(Comparator.reverseOrder()).toList();

    Neighbors found = store.nearest(query, filter, k);

    assertThat(found.exact()).isTrue();
    assertThat(found.hits()).hasSize(Math.min(k, similarity.size()));
    assertThat(ids(found)).doesNotHaveDuplicates().isSubsetOf(similarity.keySet());
    for (int rank = 0; rank < found.hits().size(); rank++) {
      Neighbor hit = found.hits().get(rank);
      assertThat(hit.cosineSimilarity()).isCloseTo(best.get(rank), within(1e-5));
      assertThat(similarity.get(hit.picture().id())).isCloseTo(best.get(rank), within(1e-6));
    }
  }
}
