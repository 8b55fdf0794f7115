package dev.pictor.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.query.Order;
import dev.pictor.query.ParsedQuery;
import dev.pictor.query.Term;
import dev.pictor.store.BruteForce;
import dev.pictor.store.Change;
import dev.pictor.store.Filter;
import dev.pictor.store.MadeUp;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.Storage;
import dev.pictor.testing.TestModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The parts of a result are the result: over random queries, filters and sizes, on every store.
abstract class PagesContract {
  private static final long SEED = 31;
  private static final int PICTURES = 300;
  private static final int ROUNDS = Boolean.getBoolean("pictor.long") ? 1_000 : 30;

  @TempDir private Path folder;
  private Clip clip;
  private Storage storage;
  private PictureStore store;
  private List<MadeUp> pictures;

  abstract Storage open(Path folder);

  @BeforeEach
  void fill() {
    clip =
        Clip.open(
            TestModels.tiny(), ClipOptions.defaults().withCacheDirectory(folder.resolve("cache")));
    ModelIdentity model =
        new ModelIdentity(
            "micro",
            "micro",
            clip.fingerprint(),
            clip.config().embeddingDimension(),
            clip.preprocessing().label(),
            "fp32");
    storage = open(folder);
    store = storage.openToWrite("default", model);
    pictures = new ArrayList<>(MadeUp.pictures(SEED, PICTURES, model));
    for (int i = 5; i < PICTURES; i += 5) {
      MadeUp made = pictures.get(i);
      pictures.set(i, new MadeUp(made.picture(), made.files(), pictures.get(i - 1).embedding()));
    }
    List<Change> batch = new ArrayList<>();
    for (MadeUp made : pictures) {
      batch.add(
          new Change.PutPicture(
              made.picture(), made.files().getFirst(), made.embedding(), Samples.jpeg(1)));
      made.files().stream().skip(1).map(Change.PutFile::new).forEach(batch::add);
    }
    store.apply(batch);
  }

  @AfterEach
  void close() {
    store.close();
    storage.close();
    clip.close();
  }

  private SearchAnswer search(Query query, Page page) {
    return new Search(store, storage.kind(), clip, Map.of(), new Background(null))
        .search(query, page);
  }

  private Query query(Random random) {
    List<Term> terms = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      double weight = random.nextInt(1, 5) * (random.nextInt(4) == 0 ? -0.5 : 0.5);
      terms.add(
          new Term(
              random.nextInt(3) == 0
                  ? new Term.Words("w" + random.nextInt(50))
                  : new Term.Indexed(any(random).picture().id()),
              weight));
    }
    Order order = Order.values()[random.nextInt(3)];
    return new Query(
        "made",
        new ParsedQuery(
            terms,
            random.nextInt(3) == 0 ? Filter.all() : MadeUp.filter(random, 2),
            List.of(),
            terms.isEmpty() && order == Order.RELEVANCE ? Order.NEWEST : order,
            List.of()),
        Map.of(),
        Map.of(),
        terms.isEmpty() ? Marks.NONE : marks(random));
  }

  /// Of every second query.
  private Marks marks(Random random) {
    Set<PictureId> good = new HashSet<>();
    Set<PictureId> bad = new HashSet<>();
    for (int i = random.nextInt(2) * random.nextInt(8); i > 0; i--) {
      (random.nextBoolean() ? good : bad).add(any(random).picture().id());
    }
    bad.removeAll(good);
    return new Marks(List.copyOf(good), List.copyOf(bad));
  }

  private MadeUp any(Random random) {
    return pictures.get(random.nextInt(pictures.size()));
  }

  private List<Hit> inParts(Query query, Page first) {
    List<Hit> hits = new ArrayList<>();
    @Nullable Cursor cursor = null;
    do {
      SearchAnswer answer = search(query, first.from(cursor));
      hits.addAll(answer.hits());
      cursor = answer.next() == null ? null : Cursor.parse(answer.next().toString());
      assertThat(answer.hits()).hasSizeLessThanOrEqualTo(first.k());
      if (cursor != null) {
        assertThat(answer.hits()).hasSize(first.k());
      }
    } while (cursor != null);
    return hits;
  }

  @Test
  void parts_areTheResult() {
    Random random = new Random(SEED);
    Relevance[] relevances = Relevance.values();
    for (int round = 0; round < ROUNDS; round++) {
      Query query = query(random);
      Page page = Page.first(random.nextInt(1, 80), relevances[random.nextInt(3)]);

      List<Hit> whole = search(query, Page.first(PictureStore.MAX_K, page.relevance())).hits();

      assertThat(inParts(query, page)).as("%s", query).isEqualTo(whole);
      assertThat(whole.stream().map(hit -> hit.picture().id())).doesNotHaveDuplicates();
      if (page.relevance() == Relevance.ALL && query.parsed().order() == Order.RELEVANCE) {
        assertThat(ids(whole)).as("%s", query).isEqualTo(matching(query));
      }
      if (query.parsed().terms().isEmpty()) {
        assertThat(ids(whole)).as("%s", query).isEqualTo(matching(query));
      }
    }
  }

  @Test
  void parts_ofWhatHardlyDiffers_holdEveryPictureOnce() {
    double alike = new Background(null).scales(store, clip, false).alike();
    assertThat(alike).isBetween(0.9, 1.0);
    int collapsed = 0;
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Query query = query(random);
      Page page = Page.first(random.nextInt(1, 30), Relevance.ALL).collapsing();

      List<Hit> hits = inParts(query, page);

      List<Hit> all = new ArrayList<>();
      for (Hit hit : hits) {
        all.add(hit);
        all.addAll(hit.alike());
        collapsed += hit.alike().size();
      }
      assertThat(all.stream().map(hit -> hit.picture().id())).doesNotHaveDuplicates();
      assertThat(ids(all))
          .isEqualTo(ids(search(query, Page.first(PictureStore.MAX_K, Relevance.ALL)).hits()));
      Map<PictureId, Embedding> byId = new HashMap<>();
      pictures.forEach(made -> byId.put(made.picture().id(), made.embedding()));
      for (Hit hit : hits) {
        for (Hit each : hit.alike()) {
          Embedding one = Objects.requireNonNull(byId.get(hit.picture().id()));
          Embedding other = Objects.requireNonNull(byId.get(each.picture().id()));
          assertThat(one.cosineSimilarity(other)).isGreaterThanOrEqualTo(alike);
        }
      }
    }
    assertThat(collapsed).isPositive();
  }

  private static Set<PictureId> ids(List<Hit> hits) {
    Set<PictureId> ids = new HashSet<>();
    hits.forEach(hit -> ids.add(hit.picture().id()));
    return ids;
  }

  private Set<PictureId> matching(Query query) {
    Set<PictureId> matching = new HashSet<>();
    for (MadeUp made : pictures) {
      if (BruteForce.matches(query.parsed().filter(), made.picture(), made.files())) {
        matching.add(made.picture().id());
      }
    }
    for (Term term : query.parsed().terms()) {
      if (term.subject() instanceof Term.Indexed(var id)) {
        matching.remove(id);
      }
    }
    return matching;
  }

  @Test
  void counts_areOfAllThatPassesAndOfWhatIsRelevant() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Query query = query(random);
      Page page = Page.first(random.nextInt(1, 40), Relevance.ALL).counting();

      Counts counts = Objects.requireNonNull(search(query, page).counts());

      assertThat(counts.orMore()).isFalse();
      List<Hit> whole = search(query, Page.first(PictureStore.MAX_K, Relevance.ALL)).hits();
      assertThat(counts.relevant())
          .isEqualTo(
              (int) whole.stream().filter(hit -> !Boolean.FALSE.equals(hit.relevant())).count());
      assertThat(counts.pictures()).isEqualTo(store.count(query.parsed().filter()));
    }
  }

  @Test
  void rest_beginsBehindWhatIsRelevant() {
    Random random = new Random(SEED);
    int left = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Query query = query(random);
      SearchAnswer relevant = search(query, Page.first(PictureStore.MAX_K, Relevance.NORMAL));
      List<Hit> shown = new ArrayList<>(relevant.hits());
      if (relevant.rest() != null) {
        Page rest = Page.first(PictureStore.MAX_K, Relevance.ALL).from(relevant.rest());
        shown.addAll(search(query, rest).hits());
        left++;
      }
      if (!relevant.hits().isEmpty()) {
        assertThat(shown)
            .as("%s", query)
            .isEqualTo(search(query, Page.first(PictureStore.MAX_K, Relevance.ALL)).hits());
      }
    }
    assertThat(left).isPositive();
  }

  @Test
  void parts_repeatNothing_whileThePicturesBeforeThemGo() {
    Query query = Query.ofWords("w1");
    SearchAnswer first = search(query, Page.first(50, Relevance.ALL));
    List<Change> removals = new ArrayList<>();
    Set<PictureId> gone = ids(first.hits().subList(0, 30));
    for (MadeUp made : pictures) {
      if (gone.contains(made.picture().id())) {
        made.files().forEach(file -> removals.add(new Change.RemoveFile(file.place())));
      }
    }
    store.apply(removals);

    SearchAnswer next = search(query, Page.first(1_000, Relevance.ALL).from(first.next()));

    assertThat(next.hits()).hasSize(PICTURES - 50);
    assertThat(ids(next.hits())).doesNotContainAnyElementsOf(ids(first.hits()));
  }

  @Test
  void marks_bringWhatIsLikeTheGoodOnesForward_andWhatIsLikeTheBadOnesBack() {
    Query query = Query.ofWords("w1");
    Page page = Page.first(PICTURES, Relevance.ALL);
    List<Hit> before = search(query, page).hits();
    // Every fifth picture looks exactly as the one before it.
    List<Integer> pairs =
        IntStream.iterate(5, i -> i < PICTURES, i -> i + 5)
            .boxed()
            .sorted(Comparator.comparingInt(i -> rank(before, idOf(i))))
            .toList();
    int last = pairs.getLast();
    int middle = pairs.get(pairs.size() / 2);
    PictureId good = idOf(last - 1);
    PictureId likeGood = idOf(last);
    PictureId bad = idOf(middle - 1);
    PictureId likeBad = idOf(middle);

    SearchAnswer marked = search(query.with(new Marks(List.of(good), List.of(bad))), page);

    assertThat(rank(marked.hits(), likeGood)).isLessThan(rank(before, likeGood));
    assertThat(rank(marked.hits(), likeBad)).isGreaterThan(rank(before, likeBad));
    assertThat(marked.hits()).hasSameSizeAs(before).isSortedAccordingTo(BEST_FIRST);
    assertThat(marked.hits().getFirst().shares())
        .extracting(Share::term)
        .containsExactly("w1", "the nearest good one", "the nearest bad one");
  }

  private static final Comparator<Hit> BEST_FIRST =
      Comparator.comparingDouble(Hit::score).reversed();

  private PictureId idOf(int picture) {
    return pictures.get(picture).picture().id();
  }

  private static int rank(List<Hit> hits, PictureId id) {
    return hits.stream()
        .filter(hit -> hit.picture().id().equals(id))
        .findFirst()
        .orElseThrow()
        .rank();
  }

  @Test
  void marks_ofPicturesThatAreGone_areNone() {
    Query query = Query.ofWords("w1");
    Page page = Page.first(20, Relevance.ALL);
    Marks gone = Marks.parse("0".repeat(32), "");

    assertThat(ids(search(query.with(gone), page).hits()))
        .isEqualTo(ids(search(query, page).hits()));
  }

  @Test
  void marks_thatMeanNothing_areRefused() {
    String id = "0".repeat(32);
    assertThatThrownBy(() -> Marks.parse("dog", ""))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("“dog” is marked good and is no id");
    assertThatThrownBy(() -> Marks.parse(id, " " + id))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("marked good and bad");
    String many =
        IntStream.range(0, Marks.MOST + 1)
            .mapToObj("%032x"::formatted)
            .collect(Collectors.joining(","));
    assertThatThrownBy(() -> Marks.parse("", many))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("0 pictures are marked good and 51 bad");
    Query filters =
        new Query(
            "type:png",
            new ParsedQuery(List.of(), Filter.all(), List.of(), Order.NEWEST, List.of()),
            Map.of(),
            Map.of(),
            Marks.NONE);
    assertThatThrownBy(() -> filters.with(Marks.parse(id, "")))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("Marks refine what words or a picture find");
    assertThat(filters.with(Marks.parse("", ""))).isEqualTo(filters);
  }

  @Test
  void cursor_ofAnotherQueryOrNone_isRefused() {
    Query query = Query.ofWords("w1");
    Page first = Page.first(10, Relevance.ALL);
    Cursor cursor = search(query, first).next();

    assertThat(cursor).isNotNull();
    assertThatThrownBy(() -> search(Query.ofWords("w2"), first.from(cursor)))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("belongs to another query");
    Query marked = query.with(new Marks(List.of(pictures.getFirst().picture().id()), List.of()));
    assertThatThrownBy(() -> search(marked, first.from(cursor)))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("belongs to another query");
    Cursor ofMarked = search(marked, first).next();
    Query markedBad = query.with(new Marks(List.of(), marked.marks().good()));
    assertThatThrownBy(() -> search(markedBad, first.from(ofMarked)))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("belongs to another query");
    for (String text : List.of("", "x", "AAAA", cursor + "A", "ü".repeat(54), "A".repeat(54))) {
      assertThatThrownBy(() -> Cursor.parse(text))
          .as(text)
          .isInstanceOf(BadQueryException.class)
          .hasMessageContaining("This is no cursor");
    }
  }
}
