package dev.pictor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import dev.pictor.picture.TakenAt;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What metadata and [Filter]s promise; part of [PictureStoreContract].
public abstract class FilterContract extends NearestContract {
  private static final long SEED = 11;
  private static final int COMBINATIONS = 60;
  private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2021, 1, 1, 0, 0);
  private static final GeoPoint BERLIN = new GeoPoint(52.52, 13.40);
  private static final GeoPoint FIJI = new GeoPoint(-16.8, 179.98);

  /// With all its files.
  protected static void put(PictureStore store, List<MadeUp> pictures) {
    List<Change> batch = new ArrayList<>();
    for (int number = 0; number < pictures.size(); number++) {
      MadeUp made = pictures.get(number);
      batch.add(
          new Change.PutPicture(
              made.picture(), made.files().getFirst(), made.embedding(), Samples.jpeg(number)));
      made.files().stream().skip(1).forEach(file -> batch.add(new Change.PutFile(file)));
    }
    store.apply(batch);
  }

  private static void assertFinds(
      PictureStore store, List<MadeUp> pictures, Filter filter, Embedding query) {
    Map<PictureId, Double> similarity = new HashMap<>();
    for (MadeUp made : pictures) {
      if (BruteForce.matches(filter, made.picture(), made.files())) {
        similarity.put(made.picture().id(), query.cosineSimilarity(made.embedding()));
      }
    }
    try {
      assertFinds(store, similarity, query, filter, 7);
      assertFinds(store, similarity, query, filter, pictures.size());
    } catch (AssertionError e) {
      throw new AssertionError("With the filter " + filter, e);
    }
  }

  @Test
  void metadata_isFoundAsItWasPut() {
    PictureStore store = write();
    List<MadeUp> pictures = MadeUp.pictures(SEED, 60, MODEL);
    put(store, pictures);

    for (MadeUp made : pictures) {
      StoredPicture found = store.find(made.picture().id()).orElseThrow();
      assertThat(found.picture()).isEqualTo(made.picture());
      assertThat(found.modifiedMillis())
          .isEqualTo(
              made.files().stream().mapToLong(f -> f.stamp().modifiedMillis()).min().orElseThrow());
    }
    for (Neighbor hit : store.nearest(Samples.embedding(1, MODEL), Filter.all(), 100).hits()) {
      StoredPicture stored = store.find(hit.picture().id()).orElseThrow();
      assertThat(hit.picture()).isEqualTo(stored.picture());
      assertThat(hit.modifiedMillis()).isEqualTo(stored.modifiedMillis());
    }
  }

  @Test
  void metadata_isReplacedWithThePicture() {
    PictureStore store = write();
    List<MadeUp> first = MadeUp.pictures(SEED, 40, MODEL);
    List<MadeUp> second = MadeUp.pictures(SEED + 1, 40, MODEL);
    put(store, first);
    List<Change> removals = new ArrayList<>();
    first.forEach(
        made -> made.files().forEach(file -> removals.add(new Change.RemoveFile(file.place()))));
    store.apply(removals);
    put(store, second);

    for (MadeUp made : second) {
      assertThat(store.find(made.picture().id()).orElseThrow().picture()).isEqualTo(made.picture());
    }
  }

  /// One of each kind and what lies at its edges.
  private static List<Filter> filters() {
    return List.of(
        Filter.all(),
        new Filter.FormatIs("heic"),
        new Filter.InFolder("photos", ""),
        new Filter.InFolder("pho", ""),
        new Filter.InFolder("photos", "2024"),
        new Filter.InFolder("photos", "2024/summer"),
        new Filter.InFolder("ä 'x'", "%_*?\\"),
        new Filter.InFolder("phone", "ü"),
        new Filter.InFolder("nowhere", ""),
        new Filter.CameraContains("nikon D75"),
        new Filter.CameraContains("strasse"),
        new Filter.CameraContains("%_\\*"),
        new Filter.CameraContains("*"),
        new Filter.CameraContains("D?50"),
        new Filter.CameraContains("οδος"),
        new Filter.CameraContains("'; --"),
        new Filter.CameraContains(""),
        new Filter.CameraContains("a".repeat(20_000)),
        new Filter.CameraContains("\0"),
        new Filter.LensContains("F/1"),
        new Filter.LensContains("ωMEGA"),
        new Filter.HasKeyword("Sea"),
        new Filter.HasKeyword("GRÖSSE"),
        new Filter.HasKeyword("a,b {c} \"D\""),
        new Filter.HasKeyword("NULL"),
        new Filter.HasKeyword("😀"),
        new Filter.TakenBetween(NEW_YEAR, NEW_YEAR.plusYears(1)),
        new Filter.TakenBetween(NEW_YEAR, NEW_YEAR),
        new Filter.TakenBetween(NEW_YEAR.plusYears(1), NEW_YEAR),
        Filter.TakenBetween.since(NEW_YEAR),
        Filter.TakenBetween.before(NEW_YEAR),
        new Filter.TakenBetween(LocalDateTime.MIN, LocalDateTime.MAX),
        new Filter.WidthBetween(640, 1_000),
        new Filter.WidthBetween(1_001, Integer.MAX_VALUE),
        new Filter.WidthBetween(5, 4),
        new Filter.HeightBetween(Integer.MIN_VALUE, 480),
        new Filter.ShapeIs(Filter.Shape.PORTRAIT),
        new Filter.ShapeIs(Filter.Shape.LANDSCAPE),
        new Filter.ShapeIs(Filter.Shape.SQUARE),
        new Filter.RatingBetween(4, 5),
        new Filter.RatingBetween(0, 0),
        new Filter.RatingBetween(0, 5),
        new Filter.Near(BERLIN, 100),
        new Filter.Near(BERLIN, 100_000),
        new Filter.Near(FIJI, 10_000),
        new Filter.Near(new GeoPoint(90, 0), 50_000),
        new Filter.Near(BERLIN, 30_000_000),
        new Filter.And(List.of()),
        new Filter.Or(List.of()),
        new Filter.Not(Filter.all()));
  }

  @Test
  void everyFilter_equalsBruteForce() {
    PictureStore store = write();
    List<MadeUp> pictures = MadeUp.pictures(SEED, 300, MODEL);
    put(store, pictures);
    store.optimize();

    for (Filter filter : filters()) {
      assertFinds(store, pictures, filter, Samples.embedding(1, MODEL));
      assertFinds(store, pictures, new Filter.Not(filter), Samples.embedding(2, MODEL));
    }
  }

  @Test
  void combinedFilters_equalBruteForce() {
    PictureStore store = write();
    store.putRoot(new Root("phone", "/srv/phone"));
    List<MadeUp> pictures = MadeUp.pictures(SEED, 300, MODEL);
    // In several batches: what belongs together may lie apart.
    for (int from = 0; from < pictures.size(); from += 50) {
      put(store, pictures.subList(from, from + 50));
    }
    Random random = new Random(SEED);
    int some = 0;
    for (int i = 0; i < COMBINATIONS; i++) {
      Filter filter = MadeUp.filter(random, 3);
      assertFinds(store, pictures, filter, Samples.embedding(i, MODEL));
      long matching =
          pictures.stream()
              .filter(made -> BruteForce.matches(filter, made.picture(), made.files()))
              .count();
      some += matching > 0 && matching < pictures.size() ? 1 : 0;
    }
    assertThat(some).as("filters that some pictures match and others do not").isGreaterThan(30);
  }

  @Test
  void spansOfTime_beginWithTheirFirstMomentAndEndBeforeTheirLast() {
    PictureStore store = write();
    Picture plain = Samples.picture(2);
    Picture dated =
        new Picture(
            plain.hash(), "jpeg", plain.sizeBytes(), 640, 480, MadeUp.takenAt(NEW_YEAR, null));
    store.apply(
        List.of(
            Samples.put(1, "1.jpg", MODEL),
            changedAt("1.jpg", NEW_YEAR),
            new Change.PutPicture(
                dated, Samples.file(2, "2.jpg"), Samples.embedding(2, MODEL), Samples.jpeg(2))));
    LocalDateTime moment = NEW_YEAR.plusNanos(1_000_000);

    assertThat(count(store, Filter.TakenBetween.before(NEW_YEAR))).isZero();
    assertThat(count(store, Filter.TakenBetween.before(moment))).isEqualTo(2);
    assertThat(count(store, Filter.TakenBetween.since(NEW_YEAR))).isEqualTo(2);
    assertThat(count(store, Filter.TakenBetween.since(moment))).isZero();
  }

  private static int count(PictureStore store, Filter filter) {
    return store.nearest(Samples.embedding(1, MODEL), filter, 10).hits().size();
  }

  @Test
  void fileTime_isThatOfTheEarliestFileThatIsLeft() {
    PictureStore store = write();
    store.apply(List.of(Samples.put(1, "new.jpg", MODEL), changedAt("old.jpg", NEW_YEAR)));
    Filter newYear = new Filter.TakenBetween(NEW_YEAR, NEW_YEAR.plusDays(1));
    Embedding query = Samples.embedding(1, MODEL);

    Neighbor hit = store.nearest(query, newYear, 5).hits().getFirst();
    assertThat(hit.takenAt().orElseThrow().local()).isEqualTo(NEW_YEAR);
    assertThat(hit.takenAt().orElseThrow().source()).isEqualTo(TakenAt.Source.FILE);

    store.apply(
        List.of(changedAt("old.jpg", NEW_YEAR.minusDays(1)), Samples.put(2, "2.jpg", MODEL)));
    assertThat(store.nearest(query, newYear, 5).hits()).isEmpty();
    store.apply(List.of(new Change.RemoveFile(Samples.place("old.jpg"))));
    assertThat(store.nearest(query, newYear, 5).hits()).isEmpty();
    store.apply(List.of(changedAt("new.jpg", NEW_YEAR.plusHours(23))));
    assertThat(store.nearest(query, newYear, 5).hits()).hasSize(1);
    store.optimize();
    assertThat(store.nearest(query, newYear, 5).hits()).hasSize(1);
  }

  private static Change changedAt(String path, LocalDateTime time) {
    return new Change.PutFile(
        new KnownFile.PictureFile(
            Samples.place(path), new FileStamp(1, TakenAt.millis(time)), Samples.hash(1)));
  }
}
