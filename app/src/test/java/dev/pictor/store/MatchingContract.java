package dev.pictor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.TakenAt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is promised of methods that go over all pictures that match; part of
/// [PictureStoreContract].
public abstract class MatchingContract extends FilterContract {
  private static final long SEED = 23;

  private static List<Filter> filters() {
    Random random = new Random(SEED);
    List<Filter> filters = new ArrayList<>(List.of(Filter.all(), new Filter.Or(List.of())));
    for (int i = 0; i < 20; i++) {
      filters.add(MadeUp.filter(random, 2));
    }
    return filters;
  }

  private static List<MadeUp> matching(List<MadeUp> pictures, Filter filter) {
    return pictures.stream()
        .filter(made -> BruteForce.matches(filter, made.picture(), made.files()))
        .toList();
  }

  /// With pictures that are gone again, in several batches.
  private List<MadeUp> stored(PictureStore store) {
    List<MadeUp> pictures = MadeUp.pictures(SEED, 120, MODEL);
    put(store, pictures.subList(0, 70));
    put(store, pictures.subList(70, 120));
    List<Change> removals = new ArrayList<>();
    pictures
        .subList(60, 80)
        .forEach(
            made ->
                made.files().forEach(file -> removals.add(new Change.RemoveFile(file.place()))));
    store.apply(removals);
    List<MadeUp> left = new ArrayList<>(pictures);
    left.subList(60, 80).clear();
    return left;
  }

  @Test
  void forEachSimilarity_tellsEveryMatchingPictureOnce() {
    PictureStore store = write();
    List<MadeUp> pictures = stored(store);
    List<Embedding> queries =
        List.of(
            Samples.embedding(1, MODEL), Samples.embedding(2, MODEL), Samples.embedding(3, MODEL));

    for (Filter filter : filters()) {
      Map<PictureId, float[]> told = new HashMap<>();
      store.forEachSimilarity(
          queries,
          filter,
          similarities -> assertThat(told.put(similarities.id(), similarities.cosines())).isNull());

      List<MadeUp> matching = matching(pictures, filter);
      assertThat(told).as("%s", filter).hasSize(matching.size());
      for (MadeUp made : matching) {
        float[] cosines = told.getOrDefault(made.picture().id(), new float[0]);
        assertThat(cosines).as("%s", filter).hasSize(3);
        for (int i = 0; i < 3; i++) {
          assertThat((double) cosines[i])
              .isCloseTo(queries.get(i).cosineSimilarity(made.embedding()), within(1e-5));
        }
      }
    }
  }

  @Test
  void forEachSimilarity_refusesQueriesOfAnotherModel() {
    PictureStore store = write();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                store.forEachSimilarity(
                    List.of(Samples.embedding(1, MODEL), Samples.embedding(1, OTHER_MODEL)),
                    Filter.all(),
                    _ -> {}));
  }

  @Test
  void forEachTaken_tellsTheTimeOfEveryMatchingPictureOnce() {
    PictureStore store = write();
    List<MadeUp> pictures = stored(store);

    for (Filter filter : filters()) {
      Map<PictureId, Long> told = new HashMap<>();
      store.forEachTaken(
          filter, taken -> assertThat(told.put(taken.id(), taken.localMillis())).isNull());

      Map<PictureId, Long> expected = new HashMap<>();
      for (MadeUp made : matching(pictures, filter)) {
        long modified =
            made.files().stream().mapToLong(f -> f.stamp().modifiedMillis()).min().orElseThrow();
        expected.put(
            made.picture().id(),
            made.picture()
                .takenAt(modified)
                .map(taken -> TakenAt.millis(taken.local()))
                .orElse(Taken.UNKNOWN));
      }
      assertThat(told).as("%s", filter).isEqualTo(expected);
    }
  }

  @Test
  void count_isOfEveryMatchingPicture() {
    PictureStore store = write();
    assertThat(store.count(Filter.all())).isZero();
    List<MadeUp> pictures = stored(store);

    for (Filter filter : filters()) {
      assertThat(store.count(filter)).as("%s", filter).isEqualTo(matching(pictures, filter).size());
    }
  }

  @Test
  void sample_isOfTheLowestIds() {
    PictureStore store = write();
    assertThat(store.sample(10)).isEmpty();
    List<MadeUp> byId =
        stored(store).stream()
            .sorted(Comparator.comparing((MadeUp made) -> made.picture().id()))
            .toList();

    for (int most : List.of(0, 1, 13, 100, 1_000)) {
      assertThat(store.sample(most))
          .isEqualTo(byId.stream().limit(most).map(MadeUp::embedding).toList());
    }
  }

  @Test
  void findAll_keepsTheOrderAndLeavesOutWhatIsNotThere() {
    PictureStore store = write();
    List<MadeUp> pictures = stored(store);
    List<PictureId> ids = new ArrayList<>();
    ids.add(pictures.get(5).picture().id());
    ids.add(Samples.picture(123_456).id());
    ids.add(pictures.get(3).picture().id());

    assertThat(store.findAll(ids))
        .containsExactly(
            store.find(ids.getFirst()).orElseThrow(), store.find(ids.getLast()).orElseThrow());
    assertThat(store.findAll(List.of())).isEmpty();
  }
}
