package dev.pictor.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.store.Change;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreFixture;
import dev.pictor.store.lucene.LuceneStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingTest extends StoreFixture {
  @TempDir private Path directory;

  @Override
  protected Storage openStorage() {
    return LuceneStorage.openExact(directory);
  }

  @Override
  protected Storage openSameStorage() {
    return LuceneStorage.openExact(directory);
  }

  /// A turn away from [#QUERY] by so many degrees.
  private static Embedding turned(double degrees) {
    float[] values = new float[MODEL.dimension()];
    values[0] = (float) Math.cos(Math.toRadians(degrees));
    values[1] = (float) Math.sin(Math.toRadians(degrees));
    return Embedding.normalized(MODEL.fingerprint(), values);
  }

  private static final Embedding QUERY = turned(0);

  private PictureStore store(List<Embedding> embeddings) {
    PictureStore store = write();
    putAll(store, embeddings);
    return store;
  }

  private static PictureId id(int number) {
    return Samples.picture(number).id();
  }

  @Test
  void rank_countsThePicturesThatAreNearer() {
    Ranking ranking = new Ranking(store(List.of(turned(40), turned(10), turned(90), turned(20))));

    assertThat(ranking.rank(QUERY, id(1))).isEqualTo(1);
    assertThat(ranking.rank(QUERY, id(3))).isEqualTo(2);
    assertThat(ranking.rank(QUERY, id(0))).isEqualTo(3);
    assertThat(ranking.rank(QUERY, id(2))).isEqualTo(4);
  }

  @Test
  void tie_ranksBehindTheOthers() {
    Ranking ranking = new Ranking(store(List.of(turned(30), turned(30), turned(30), turned(60))));

    for (int number = 0; number < 3; number++) {
      assertThat(ranking.rank(QUERY, id(number))).isEqualTo(3);
    }
  }

  @Test
  void rank_isRightBeyondTheFirstLook_alsoOfTiesAcrossItsEnd() {
    List<Embedding> embeddings = new ArrayList<>();
    for (int number = 0; number < 600; number++) {
      // 50 different ones, then 100 of one kind, then different ones again.
      int step = number < 50 ? number : number < 150 ? 50 : number - 99;
      embeddings.add(turned(step * 0.25));
    }
    Ranking ranking = new Ranking(store(embeddings));

    assertThat(ranking.rank(QUERY, id(49))).isEqualTo(50);
    assertThat(ranking.rank(QUERY, id(50))).isEqualTo(150);
    assertThat(ranking.rank(QUERY, id(149))).isEqualTo(150);
    assertThat(ranking.rank(QUERY, id(150))).isEqualTo(151);
    assertThat(ranking.rank(QUERY, id(599))).isEqualTo(600);
  }

  /// Filling a store with more than the limit takes a minute: the long run does.
  @Test
  void storage_thatWasOpenedExactly_comparesAllHoweverMany() {
    boolean beyondLimit = Boolean.getBoolean("pictor.long");
    int count = beyondLimit ? PictureStore.EXACT_LIMIT + 1 : 1_000;
    List<Change> batch = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      batch.add(Samples.put(number, number + ".jpg", MODEL));
    }
    PictureStore exact = write();
    exact.apply(batch);
    Ranking ranking = new Ranking(exact);
    Embedding query = Samples.embedding(7, MODEL);
    List<Double> descending =
        IntStream.range(0, count)
            .mapToObj(number -> Samples.embedding(number, MODEL).cosineSimilarity(query))
            .sorted(Comparator.reverseOrder())
            .toList();

    for (int number : List.of(7, 8, 9, 10, 11)) {
      double own = Samples.embedding(number, MODEL).cosineSimilarity(query);
      int rank = Math.min(descending.indexOf(own), PictureStore.MAX_K) + 1;
      assertThat(ranking.rank(query, id(number))).isCloseTo(rank, within(2));
    }

    exact.close();
    if (beyondLimit) {
      PictureStore approximate = read(closing(LuceneStorage.open(directory)), "default");
      assertThatThrownBy(() -> new Ranking(approximate).nearest(query, 10))
          .hasMessageContaining("compare all pictures");
    }
  }
}
