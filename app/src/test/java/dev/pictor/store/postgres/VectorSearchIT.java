package dev.pictor.store.postgres;

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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// The way through the index, with a limit that few pictures exceed.
final class VectorSearchIT {
  private static final int EXACT_LIMIT = 500;
  private static final ModelIdentity MODEL = Samples.model("model", 'a', 64);
  private static final Filter PNG = new Filter.FormatIs("png");

  private TestDatabase database;
  private PostgresStorage storage;

  @BeforeEach
  void open() {
    database = TestDatabase.open();
    storage = PostgresStorage.open(database.url(), database.schema(), EXACT_LIMIT);
  }

  @AfterEach
  void close() {
    if (storage != null) {
      storage.close();
      database.close();
    }
  }

  private PictureStore filled(String name, List<Embedding> embeddings, ModelIdentity model) {
    PictureStore store = storage.openToWrite(name, model);
    for (int from = 0; from < embeddings.size(); from += 1_000) {
      store.apply(
          IntStream.range(from, Math.min(from + 1_000, embeddings.size()))
              .mapToObj(n -> (Change) Samples.put(n, n + ".jpg", embeddings.get(n)))
              .toList());
    }
    return store;
  }

  private static List<PictureId> ids(Neighbors neighbors) {
    return neighbors.hits().stream().map(hit -> hit.picture().id()).toList();
  }

  private static List<PictureId> bruteForce(
      List<Embedding> embeddings, Embedding query, Filter filter, int k) {
    double[] similarity = embeddings.stream().mapToDouble(query::cosineSimilarity).toArray();
    return IntStream.range(0, embeddings.size())
        .filter(n -> filter instanceof Filter.All || n % 3 == 0)
        .boxed()
        .sorted(Comparator.comparing(n -> -similarity[n]))
        .limit(k)
        .map(n -> Samples.picture(n).id())
        .toList();
  }

  @Test
  void nearest_overTheIndexFindsNearlyAllAndExactlyK() {
    List<Embedding> embeddings = Samples.clustered(1, 4_000, MODEL);
    PictureStore store = filled("default", embeddings, MODEL);
    store.optimize();

    for (Filter filter : List.of(Filter.all(), PNG)) {
      int found = 0;
      for (Embedding query : Samples.clustered(2, 25, MODEL)) {
        Neighbors neighbors = store.nearest(query, filter, 20);

        assertThat(neighbors.exact()).isFalse();
        assertThat(neighbors.hits()).hasSize(20);
        assertThat(neighbors.hits())
            .isSortedAccordingTo(
                Comparator.comparingDouble(Neighbor::cosineSimilarity)
                    .reversed()
                    .thenComparing(hit -> hit.picture().id()));
        Set<PictureId> expected = Set.copyOf(bruteForce(embeddings, query, filter, 20));
        found += (int) ids(neighbors).stream().filter(expected::contains).count();
      }
      assertThat(found / 500.0).as("recall with %s", filter).isGreaterThanOrEqualTo(0.99);
    }
  }

  @Test
  void nearest_scoresAsBruteForceDoes() {
    List<Embedding> embeddings = Samples.clustered(1, 1_000, MODEL);
    PictureStore store = filled("default", embeddings, MODEL);
    store.optimize();
    Embedding query = Samples.embedding(-1, MODEL);

    for (Neighbor hit : store.nearest(query, Filter.all(), 10).hits()) {
      Embedding stored = store.find(hit.picture().id()).orElseThrow().embedding();
      assertThat(Math.abs(hit.cosineSimilarity() - query.cosineSimilarity(stored)))
          .isLessThan(1e-6);
    }
  }

  @Test
  void nearest_withFewMatchesIsExact() {
    List<Embedding> embeddings = Samples.clustered(3, 1_200, MODEL);
    PictureStore store = filled("default", embeddings, MODEL);
    store.optimize();
    Embedding query = Samples.embedding(-1, MODEL);

    for (int k : List.of(1, 20, 400, 499)) {
      Neighbors neighbors = store.nearest(query, PNG, k);

      assertThat(neighbors.exact()).isTrue();
      assertThat(ids(neighbors)).isEqualTo(bruteForce(embeddings, query, PNG, Math.min(k, 400)));
    }
  }

  @Test
  void nearest_withALargeKGivesExactlyThatMany() {
    List<Embedding> embeddings = Samples.clustered(3, 1_530, MODEL);
    PictureStore store = filled("default", embeddings, MODEL);
    store.optimize();
    Embedding query = Samples.embedding(-1, MODEL);

    for (int k : List.of(500, 1_000, 1_001, 1_529, 5_000)) {
      assertThat(ids(store.nearest(query, Filter.all(), k)))
          .doesNotHaveDuplicates()
          .hasSize(Math.min(k, 1_530));
    }
    Neighbors all = store.nearest(query, PNG, 1_000);
    assertThat(all.exact()).as("too few proposed: all compared").isTrue();
    assertThat(ids(all)).isEqualTo(bruteForce(embeddings, query, PNG, 510));
  }

  @Test
  void nearest_isExactWithoutTheIndex() {
    List<Embedding> embeddings = Samples.clustered(4, 600, MODEL);
    PictureStore store = filled("default", embeddings, MODEL);
    Embedding query = Samples.embedding(-1, MODEL);

    assertThat(store.nearest(query, Filter.all(), 10).exact()).isTrue();
    store.optimize();
    assertThat(store.nearest(query, Filter.all(), 10).exact()).isFalse();
  }

  @Test
  void nearest_seesWhatChangedSinceTheIndexWasBuilt() {
    PictureStore store = filled("default", Samples.clustered(5, 700, MODEL), MODEL);
    store.optimize();
    Embedding query = Samples.embedding(-1, MODEL);
    PictureId best = ids(store.nearest(query, Filter.all(), 1)).getFirst();
    int number =
        IntStream.range(0, 700)
            .filter(n -> Samples.picture(n).id().equals(best))
            .findFirst()
            .orElseThrow();

    store.apply(List.of(new Change.RemoveFile(Samples.place(number + ".jpg"))));
    store.apply(List.of(Samples.put(800, "800.jpg", query)));

    Neighbors neighbors = store.nearest(query, Filter.all(), 5);
    assertThat(neighbors.exact()).isFalse();
    assertThat(ids(neighbors))
        .hasSize(5)
        .doesNotContain(best)
        .startsWith(Samples.picture(800).id());
  }

  @Test
  void nearest_keepsCollectionsOfOneTableApart() {
    PictureStore large = filled("large", Samples.clustered(6, 600, MODEL), MODEL);
    List<Embedding> embeddings = Samples.clustered(7, 550, MODEL);
    PictureStore other = filled("other", embeddings, MODEL);
    large.optimize();
    Embedding query = Samples.embedding(-1, MODEL);

    assertThat(other.nearest(query, Filter.all(), 10).exact()).isTrue();
    other.optimize();
    Neighbors neighbors = other.nearest(query, Filter.all(), 10);
    assertThat(neighbors.exact()).isFalse();
    assertThat(ids(neighbors)).isEqualTo(bruteForce(embeddings, query, Filter.all(), 10));
    assertThat(indexes()).hasSize(2);
    storage.drop("large");
    assertThat(indexes()).hasSize(1);
    assertThat(other.nearest(query, Filter.all(), 10)).isEqualTo(neighbors);
  }

  @Test
  void optimize_buildsOnceAndAgainWhatWasLeftUnfinished() {
    PictureStore store = filled("default", Samples.clustered(8, 501, MODEL), MODEL);
    store.optimize();
    List<String> built = indexes();
    store.optimize();
    assertThat(indexes()).hasSize(1).isEqualTo(built);
    Assumptions.assumeTrue(
        database.query("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").contains("t"),
        "needs a superuser in PICTOR_TEST_DATABASE_URL, to pretend that an index is unfinished");
    database.execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = " + built.getFirst());

    Embedding query = Samples.embedding(-1, MODEL);
    assertThat(store.nearest(query, Filter.all(), 10).exact()).isTrue();
    store.optimize();

    assertThat(indexes()).hasSize(1).doesNotContainAnyElementsOf(built);
    assertThat(store.nearest(query, Filter.all(), 10).exact()).isFalse();
  }

  @Test
  void optimize_buildsNothingForFewPictures() {
    filled("default", Samples.clustered(8, 500, MODEL), MODEL).optimize();

    assertThat(indexes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 2_001, 4_000})
  void nearest_overWideVectorsIsReRanked(int dimension) {
    ModelIdentity wide = Samples.model("wide", 'c', dimension);
    List<Embedding> embeddings = Samples.clustered(9, 520, wide);
    PictureStore store = filled("default", embeddings, wide);
    store.optimize();
    Embedding query = Samples.clustered(10, 1, wide).getFirst();

    Neighbors neighbors = store.nearest(query, Filter.all(), 10);

    assertThat(neighbors.exact()).isFalse();
    assertThat(ids(neighbors)).isEqualTo(bruteForce(embeddings, query, Filter.all(), 10));
    assertThat(neighbors.hits().getFirst().cosineSimilarity())
        .isCloseTo(
            embeddings.stream().mapToDouble(query::cosineSimilarity).max().orElseThrow(),
            within(1e-6));
  }

  @Test
  void nearest_overWiderVectorsThanAnIndexTakesIsExact() {
    ModelIdentity wide = Samples.model("wide", 'c', 4_001);
    List<Embedding> embeddings = Samples.clustered(9, 510, wide);
    PictureStore store = filled("default", embeddings, wide);
    store.optimize();
    Embedding query = Samples.clustered(10, 1, wide).getFirst();

    Neighbors neighbors = store.nearest(query, Filter.all(), 10);

    assertThat(neighbors.exact()).isTrue();
    assertThat(ids(neighbors)).isEqualTo(bruteForce(embeddings, query, Filter.all(), 10));
  }

  @Test
  void plan_usesTheIndexWithAndWithoutAFilter() throws SQLException {
    PictureStore store = filled("default", Samples.clustered(1, 2_000, MODEL), MODEL);
    store.optimize();
    long id =
        Long.parseLong(
            database.query("SELECT id FROM " + database.schema() + ".collection").getFirst());
    VectorIndex index = new VectorIndex(new Vectors(64), id);

    for (Filter filter : List.of(Filter.all(), PNG)) {
      assertThat(plan(new VectorSearch(index, EXACT_LIMIT), filter))
          .contains("Index Scan using " + index.name());
    }
  }

  private String plan(VectorSearch search, Filter filter) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL search_path TO " + database.schema() + ", public");
      statement.execute(VectorSearch.SETTINGS);
      statement.execute(VectorSearch.indexSettings(20));
      VectorSearch.Question question =
          search.approximate(
              connection
                  .unwrap(PGConnection.class)
                  .createArrayOf("float4", Samples.embedding(-1, MODEL).toArray()),
              filter,
              20);
      VectorSearch.Question explain =
          new VectorSearch.Question("EXPLAIN " + question.sql(), question.values());
      List<String> lines = new ArrayList<>();
      try (PreparedStatement select = VectorSearch.prepare(connection, explain);
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      return lines.stream().collect(Collectors.joining("\n"));
    }
  }

  private List<String> indexes() {
    return database.query(
        """
        SELECT i.indexrelid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.amname = 'hnsw' AND n.nspname = '%s' ORDER BY 1
        """
            .formatted(database.schema()));
  }
}
