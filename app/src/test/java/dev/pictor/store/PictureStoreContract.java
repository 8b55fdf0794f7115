package dev.pictor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import dev.pictor.picture.Root;
import dev.pictor.testing.TestPictures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pins what [PictureStore] and [Storage] promise. Every store has a test that extends this one:
/// the contract is one chain of classes ([StoreFixture], [StorageContract], [NearestContract],
/// [FilterContract], [MatchingContract], [RunContract], this) only to keep each readable.
public abstract class PictureStoreContract extends RunContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void putPicture_isFoundWithAllThatWasPut() {
    PictureStore store = write();
    Change.PutPicture put = Samples.put(1, "a/1.jpg", MODEL);

    store.apply(List.of(put));

    assertThat(store.counts()).isEqualTo(new StoreCounts(1, 1, 0));
    assertThat(store.find(put.picture().id()))
        .contains(
            new StoredPicture(
                put.picture(),
                List.of(put.file().place()),
                put.file().stamp().modifiedMillis(),
                put.embedding()));
    assertThat(store.thumbnail(put.picture().id()).orElseThrow()).isEqualTo(Samples.jpeg(1));
    assertThat(files(store)).containsExactly(put.file());
    assertThat(store.find(Samples.picture(2).id())).isEmpty();
    assertThat(store.thumbnail(Samples.picture(2).id())).isEmpty();
  }

  @Test
  void apply_isIdempotent() {
    PictureStore store = write();
    List<Change> batch =
        List.of(
            Samples.put(1, "1.jpg", MODEL),
            Samples.put(2, "2.jpg", MODEL),
            new Change.PutFile(Samples.file(1, "copy.jpg")),
            new Change.PutFailure(failure("bad.jpg", NOON)),
            new Change.RemoveFile(Samples.place("2.jpg")));
    store.apply(batch);
    Set<KnownFile> once = Set.copyOf(files(store));

    store.apply(batch);

    assertThat(store.counts()).isEqualTo(new StoreCounts(1, 2, 1));
    assertThat(files(store)).hasSize(3).containsExactlyInAnyOrderElementsOf(once);
    assertThat(store.find(Samples.picture(2).id())).isEmpty();
  }

  @Test
  void apply_ofNothingChangesNothing() {
    PictureStore store = write();
    store.apply(List.of());
    assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 0));
  }

  @Test
  void apply_isDurable() {
    Storage storage = storage();
    PictureStore store = write(storage, "default", MODEL);
    putAll(store, Samples.clustered(1, 30, MODEL));
    store.apply(List.of(new Change.PutFailure(failure("bad.jpg", NOON))));
    CollectionInfo info = store.info();
    Set<KnownFile> files = Set.copyOf(files(store));
    StoredPicture picture = store.find(Samples.picture(3).id()).orElseThrow();
    store.close();
    storage.close();

    PictureStore again = closing(sameStorage().openToWrite("default", MODEL));

    assertThat(again.info()).isEqualTo(info);
    assertThat(again.counts()).isEqualTo(new StoreCounts(30, 30, 1));
    assertThat(files(again)).containsExactlyInAnyOrderElementsOf(files);
    assertThat(again.find(Samples.picture(3).id())).contains(picture);
    assertThat(again.thumbnail(Samples.picture(3).id()).orElseThrow()).isEqualTo(Samples.jpeg(3));
    assertThat(again.roots()).containsExactly(new Root(Samples.ROOT, "/srv/photos"));
    assertThat(again.failures(10)).containsExactly(failure("bad.jpg", NOON));
  }

  /// Batches that are refused at their last step.
  static List<Change> refusedSteps() {
    return List.of(
        Samples.put(9, "9.jpg", OTHER_MODEL),
        Samples.put(9, "9.jpg", Samples.model("wider", 'a', 77)),
        new Change.PutFile(Samples.file(9, "9.jpg")));
  }

  @ParameterizedTest
  @MethodSource("refusedSteps")
  void apply_changesNothingWhenItsLastStepIsRefused(Change refused) {
    PictureStore store = write();
    store.apply(
        List.of(Samples.put(1, "1.jpg", MODEL), new Change.PutFailure(failure("bad.jpg", NOON))));
    Set<KnownFile> before = Set.copyOf(files(store));
    StoredPicture picture = store.find(Samples.picture(1).id()).orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                store.apply(
                    List.of(
                        Samples.put(2, "2.jpg", MODEL),
                        Samples.put(1, "1.jpg", Samples.embedding(50, MODEL)),
                        new Change.PutFile(Samples.file(1, "copy.jpg")),
                        new Change.RemoveFile(Samples.place("bad.jpg")),
                        refused)));

    for (PictureStore seen : List.of(store, read(sameStorage(), "default"))) {
      assertThat(files(seen)).containsExactlyInAnyOrderElementsOf(before);
      assertThat(seen.counts()).isEqualTo(new StoreCounts(1, 1, 1));
      assertThat(seen.find(Samples.picture(1).id())).contains(picture);
      assertThat(seen.find(Samples.picture(2).id())).isEmpty();
      assertThat(seen.thumbnail(Samples.picture(2).id())).isEmpty();
    }
    store.apply(List.of(Samples.put(3, "3.jpg", MODEL)));
    assertThat(store.counts()).isEqualTo(new StoreCounts(2, 2, 1));
  }

  @Test
  void apply_namesBothModelsWhenItRefusesAnEmbedding() {
    PictureStore store = write();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.apply(List.of(Samples.put(1, "1.jpg", OTHER_MODEL))))
        .withMessageContaining(MODEL.fingerprint().substring(0, 8))
        .withMessageContaining(OTHER_MODEL.fingerprint().substring(0, 8));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> store.apply(List.of(Samples.put(1, "1.jpg", Samples.model("wide", 'a', 77)))))
        .withMessageContaining("64")
        .withMessageContaining("77");
  }

  @Test
  void putPicture_replacesWhatWasKnownAndKeepsTheOtherPlaces() {
    PictureStore store = write();
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL), Samples.put(2, "2.jpg", MODEL)));
    Picture better = new Picture(Samples.hash(1), "webp", 77, 10, 20);
    Embedding embedding = Samples.embedding(50, MODEL);
    KnownFile.PictureFile copy = Samples.file(1, "copy.jpg");

    store.apply(List.of(new Change.PutPicture(better, copy, embedding, Samples.jpeg(50))));

    assertThat(store.counts()).isEqualTo(new StoreCounts(2, 3, 0));
    assertThat(store.find(better.id()))
        .contains(
            new StoredPicture(
                better,
                List.of(Samples.place("1.jpg"), Samples.place("copy.jpg")),
                copy.stamp().modifiedMillis(),
                embedding));
    assertThat(store.thumbnail(better.id()).orElseThrow()).isEqualTo(Samples.jpeg(50));
    assertThat(store.nearest(embedding, new Filter.FormatIs("webp"), 5).hits()).hasSize(1);
    assertThat(store.nearest(embedding, Filter.all(), 5).hits()).hasSize(2);
  }

  @Test
  void apply_takesItsStepsInOrder() {
    PictureStore store = write();
    Embedding last = Samples.embedding(51, MODEL);

    store.apply(
        List.of(
            Samples.put(1, "1.jpg", Samples.embedding(50, MODEL)),
            new Change.RemoveFile(Samples.place("1.jpg")),
            Samples.put(1, "1.jpg", last),
            Samples.put(2, "x.jpg", MODEL),
            new Change.PutFailure(failure("x.jpg", NOON)),
            new Change.PutFailure(failure("y.jpg", NOON)),
            new Change.PutFile(Samples.file(1, "y.jpg"))));

    assertThat(store.counts()).isEqualTo(new StoreCounts(1, 2, 1));
    assertThat(store.find(Samples.picture(1).id()).orElseThrow().embedding()).isEqualTo(last);
    assertThat(store.find(Samples.picture(2).id())).isEmpty();
    assertThat(store.thumbnail(Samples.picture(2).id())).isEmpty();
    assertThat(files(store))
        .containsExactlyInAnyOrder(
            Samples.file(1, "1.jpg"), Samples.file(1, "y.jpg"), failure("x.jpg", NOON));
  }

  @Test
  void putPicture_atAnothersPlaceRemovesThatOneWithItsLastPlace() {
    PictureStore store = write();
    store.apply(
        List.of(
            Samples.put(1, "edited.jpg", MODEL),
            Samples.put(2, "two.jpg", MODEL),
            new Change.PutFile(Samples.file(2, "two-copy.jpg"))));

    store.apply(List.of(Samples.put(3, "edited.jpg", MODEL), Samples.put(4, "two.jpg", MODEL)));

    assertThat(store.find(Samples.picture(1).id())).isEmpty();
    assertThat(store.thumbnail(Samples.picture(1).id())).isEmpty();
    assertThat(store.find(Samples.picture(2).id()).orElseThrow().places())
        .containsExactly(Samples.place("two-copy.jpg"));
    assertThat(store.counts()).isEqualTo(new StoreCounts(3, 3, 0));
    assertThat(store.contained(List.of(Samples.hash(1), Samples.hash(3))))
        .containsExactly(Samples.hash(3));
    assertThat(ids(store.nearest(Samples.embedding(1, MODEL), Filter.all(), 10)))
        .doesNotContain(Samples.picture(1).id());
  }

  @Test
  void putFile_makesCopiesAndTakesNewStamps() {
    PictureStore store = write();
    store.apply(List.of(Samples.put(1, "b.jpg", MODEL)));
    KnownFile.PictureFile touched =
        new KnownFile.PictureFile(Samples.place("b.jpg"), new FileStamp(1001, 5), Samples.hash(1));

    store.apply(List.of(new Change.PutFile(Samples.file(1, "a.jpg"))));
    store.apply(List.of(new Change.PutFile(touched)));

    assertThat(files(store)).containsExactlyInAnyOrder(Samples.file(1, "a.jpg"), touched);
    assertThat(store.find(Samples.picture(1).id()).orElseThrow().places())
        .containsExactly(Samples.place("a.jpg"), Samples.place("b.jpg"));
    assertThat(store.counts()).isEqualTo(new StoreCounts(1, 2, 0));
  }

  @Test
  void putFile_mayRenameInEitherOrder() {
    PictureStore store = write();
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL), Samples.put(2, "2.jpg", MODEL)));

    store.apply(
        List.of(
            new Change.RemoveFile(Samples.place("1.jpg")),
            new Change.PutFile(Samples.file(1, "one.jpg")),
            new Change.PutFile(Samples.file(2, "two.jpg")),
            new Change.RemoveFile(Samples.place("2.jpg"))));

    for (int number : List.of(1, 2)) {
      StoredPicture found = store.find(Samples.picture(number).id()).orElseThrow();
      assertThat(found.places())
          .containsExactly(Samples.place(number == 1 ? "one.jpg" : "two.jpg"));
      assertThat(found.embedding()).isEqualTo(Samples.embedding(number, MODEL));
      assertThat(store.thumbnail(found.picture().id()).orElseThrow())
          .isEqualTo(Samples.jpeg(number));
    }
    assertThat(store.counts()).isEqualTo(new StoreCounts(2, 2, 0));
  }

  @Test
  void putFailure_replacesThePictureAtItsPlaceAndBack() {
    PictureStore store = write();
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));

    store.apply(List.of(new Change.PutFailure(failure("1.jpg", NOON))));
    assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 1));
    assertThat(store.find(Samples.picture(1).id())).isEmpty();
    assertThat(files(store)).containsExactly(failure("1.jpg", NOON));

    store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
    assertThat(store.counts()).isEqualTo(new StoreCounts(1, 1, 0));
    assertThat(store.failures(10)).isEmpty();
    assertThat(files(store)).containsExactly(Samples.file(1, "1.jpg"));

    store.apply(List.of(new Change.PutFailure(failure("1.jpg", NOON))));
    KnownFile.FailedFile again =
        new KnownFile.FailedFile(
            Samples.place("1.jpg"), new FileStamp(3, 4), "still 'bad' ü", NOON.plusSeconds(1), 2);
    store.apply(List.of(new Change.PutFailure(again)));
    assertThat(store.failures(10)).containsExactly(again);
    assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 1));
  }

  @Test
  void removeFile_removesPicturesCopiesAndFailures() {
    PictureStore store = write();
    store.apply(
        List.of(
            Samples.put(1, "1.jpg", MODEL),
            new Change.PutFile(Samples.file(1, "copy.jpg")),
            new Change.PutFailure(failure("bad.jpg", NOON))));

    store.apply(
        List.of(
            new Change.RemoveFile(Samples.place("1.jpg")),
            new Change.RemoveFile(Samples.place("bad.jpg")),
            new Change.RemoveFile(Samples.place("never-seen.jpg")),
            new Change.RemoveFile(new Place("no-such-root", "copy.jpg"))));
    assertThat(store.counts()).isEqualTo(new StoreCounts(1, 1, 0));
    assertThat(store.failures(10)).isEmpty();
    assertThat(store.find(Samples.picture(1).id())).isPresent();

    store.apply(List.of(new Change.RemoveFile(Samples.place("copy.jpg"))));
    assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 0));
    assertThat(store.find(Samples.picture(1).id())).isEmpty();
    assertThat(store.thumbnail(Samples.picture(1).id())).isEmpty();
    assertThat(files(store)).isEmpty();
  }

  @Test
  void putRoot_registersAndMovesFolders() {
    Storage storage = storage();
    PictureStore store = closing(storage.openToWrite("default", MODEL));
    for (String name : List.of("b", "ä", "a", "B", "_", "a b")) {
      store.putRoot(new Root(name, "/old/" + name));
    }
    KnownFile.PictureFile file =
        new KnownFile.PictureFile(new Place("b", "1.jpg"), new FileStamp(1, 2), Samples.hash(1));
    store.apply(
        List.of(
            new Change.PutPicture(
                Samples.picture(1), file, Samples.embedding(1, MODEL), Samples.jpeg(1))));
    store.putRoot(new Root("b", "/new 'place'/ü"));

    List<Root> expected =
        List.of(
            new Root("B", "/old/B"),
            new Root("_", "/old/_"),
            new Root("a", "/old/a"),
            new Root("a b", "/old/a b"),
            new Root("b", "/new 'place'/ü"),
            new Root("ä", "/old/ä"));
    assertThat(store.roots()).isEqualTo(expected);
    assertThat(read(sameStorage(), "default").roots()).isEqualTo(expected);
    assertThat(store.counts()).isEqualTo(new StoreCounts(1, 1, 0));
  }

  @Test
  void forEachFile_tellsTheFilesOfItsRootOnly() {
    PictureStore store = write();
    store.putRoot(new Root("other", "/other"));
    KnownFile.PictureFile elsewhere =
        new KnownFile.PictureFile(
            new Place("other", "1.jpg"), new FileStamp(1, 2), Samples.hash(1));
    KnownFile.FailedFile failedElsewhere =
        new KnownFile.FailedFile(
            new Place("other", "bad.jpg"), new FileStamp(1, 2), "bad", NOON, 1);
    store.apply(
        List.of(
            Samples.put(1, "1.jpg", MODEL),
            new Change.PutFile(elsewhere),
            new Change.PutFailure(failure("bad.jpg", NOON)),
            new Change.PutFailure(failedElsewhere)));

    assertThat(files(store))
        .containsExactlyInAnyOrder(Samples.file(1, "1.jpg"), failure("bad.jpg", NOON));
    assertThat(files(store, "other")).containsExactlyInAnyOrder(elsewhere, failedElsewhere);
    assertThat(files(store, "nothing")).isEmpty();
    assertThat(store.find(Samples.picture(1).id()).orElseThrow().places())
        .containsExactly(elsewhere.place(), Samples.place("1.jpg"));
  }

  @Test
  void forEachFile_allowsChangesMeanwhile() {
    PictureStore store = write();
    putAll(store, Samples.clustered(1, 300, MODEL));
    List<Place> told = new ArrayList<>();

    store.forEachFile(
        Samples.ROOT,
        file -> {
          told.add(file.place());
          if (told.size() % 100 == 0) {
            store.apply(List.of(new Change.RemoveFile(file.place())));
          }
        });

    assertThat(told).hasSize(300).doesNotHaveDuplicates();
    assertThat(store.counts()).isEqualTo(new StoreCounts(297, 297, 0));
  }

  @Test
  void failures_areMostRecentFirstAndLimited() {
    PictureStore store = write();
    List<Change> batch = new ArrayList<>();
    for (int second : List.of(3, 1, 4, 0, 2)) {
      batch.add(new Change.PutFailure(failure(second + ".jpg", NOON.plusSeconds(second))));
    }
    store.apply(batch);

    assertThat(store.failures(3))
        .extracting(failed -> failed.place().path())
        .containsExactly("4.jpg", "3.jpg", "2.jpg");
    assertThat(store.failures(100)).hasSize(5).contains(failure("0.jpg", NOON));
    assertThat(store.failures(0)).isEmpty();
    assertThat(store.failures(100, NOON.plusSeconds(2)))
        .extracting(failed -> failed.place().path())
        .containsExactly("2.jpg", "1.jpg", "0.jpg");
    assertThat(store.failures(1, NOON.plusSeconds(2))).hasSize(1);
    assertThat(store.failures(100, NOON.minusSeconds(1))).isEmpty();
    assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 5));
  }

  @Test
  void forEachWhole_tellsAllInTheOrderOfIds() {
    PictureStore store = write();
    List<MadeUp> made = MadeUp.pictures(3, 250, MODEL);
    List<Change> batch = new ArrayList<>();
    for (MadeUp picture : made) {
      batch.add(
          new Change.PutPicture(
              picture.picture(),
              picture.files().getFirst(),
              picture.embedding(),
              Samples.jpeg(batch.size())));
      picture.files().stream().skip(1).map(Change.PutFile::new).forEach(batch::add);
    }
    batch.add(Samples.put(900, "gone.jpg", MODEL));
    batch.add(new Change.PutFailure(failure("bad.jpg", NOON)));
    batch.add(
        new Change.PutFailure(
            new KnownFile.FailedFile(
                new Place("elsewhere", "ü.jpg"), new FileStamp(1, 2), "bad", NOON, 7)));
    store.apply(batch);
    store.apply(List.of(new Change.RemoveFile(Samples.place("gone.jpg"))));

    List<WholePicture> told = new ArrayList<>();
    List<KnownFile.FailedFile> failures = new ArrayList<>();
    read(sameStorage(), "default").forEachWhole(told::add, failures::add);

    assertThat(told)
        .extracting(whole -> whole.picture().id())
        .isEqualTo(made.stream().map(picture -> picture.picture().id()).sorted().toList());
    for (WholePicture whole : told) {
      MadeUp expected =
          made.stream().filter(it -> it.picture().equals(whole.picture())).findAny().orElseThrow();
      assertThat(whole.files()).containsExactlyInAnyOrderElementsOf(expected.files());
      assertThat(whole.embedding()).isEqualTo(expected.embedding());
      assertThat(whole.thumbnail()).isEqualTo(store.thumbnail(whole.picture().id()).orElseThrow());
    }
    assertThat(failures)
        .extracting(failed -> failed.place().toString() + failed.attempts())
        .containsExactlyInAnyOrder("photos:bad.jpg1", "elsewhere:ü.jpg7");
  }

  @Test
  void forEachWhole_tellsOneMomentAndAllowsChangesMeanwhile() {
    PictureStore store = write();
    putAll(store, Samples.clustered(1, 300, MODEL));
    store.apply(List.of(new Change.PutFailure(failure("bad.jpg", NOON))));
    List<Place> told = new ArrayList<>();
    List<KnownFile.FailedFile> failures = new ArrayList<>();

    store.forEachWhole(
        whole -> {
          told.add(whole.files().getFirst().place());
          if (told.size() == 1) {
            store.apply(List.of(new Change.RemoveFile(Samples.place("bad.jpg"))));
            store.apply(
                IntStream.range(0, 300)
                    .<Change>mapToObj(
                        number -> new Change.RemoveFile(Samples.place(number + ".jpg")))
                    .toList());
          }
        },
        failures::add);

    assertThat(told).hasSize(300).doesNotHaveDuplicates();
    assertThat(failures).hasSize(1);
    assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 0));
  }

  @Test
  void forEachDamaged_tellsOnlyWhatIsNotWhole() {
    PictureStore store = write();
    Change.PutPicture whole = Samples.put(1, "1.jpg", MODEL, TestPictures.bytes(1, "jpg"));
    Change.PutPicture text = Samples.put(2, "b/2.jpg", MODEL);
    byte[] jpeg = TestPictures.bytes(3, "jpg");
    byte[] half = Arrays.copyOf(jpeg, jpeg.length / 2);
    Change.PutPicture broken = Samples.put(3, "3.jpg", MODEL, half);
    store.apply(
        List.of(
            whole,
            text,
            new Change.PutFile(Samples.file(2, "a/2.jpg")),
            broken,
            Samples.put(4, "4.jpg", MODEL),
            new Change.PutFailure(failure("bad.jpg", NOON))));
    store.apply(List.of(new Change.RemoveFile(Samples.place("4.jpg"))));

    List<Place> places = List.of(Samples.place("a/2.jpg"), Samples.place("b/2.jpg"));
    assertThat(damaged(store))
        .containsExactlyInAnyOrder(
            new DamagedPicture(text.picture().id(), true, places, null, "not a JPEG"),
            new DamagedPicture(
                broken.picture().id(), true, List.of(Samples.place("3.jpg")), null, "breaks off"));

    store.forEachDamaged(
        damaged ->
            store.apply(damaged.places().stream().<Change>map(Change.RemoveFile::new).toList()));
    assertThat(damaged(store)).isEmpty();
    assertThat(store.counts()).isEqualTo(new StoreCounts(1, 1, 1));
  }

  private static List<DamagedPicture> damaged(PictureStore store) {
    List<DamagedPicture> damaged = new ArrayList<>();
    store.forEachDamaged(damaged::add);
    return damaged;
  }

  @Test
  void removeOrphan_leavesPicturesWithRecordAndPlaceAlone() {
    PictureStore store = write();
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL), Samples.put(2, "2.jpg", MODEL)));

    store.apply(
        List.of(
            new Change.RemoveOrphan(Samples.picture(1).id()),
            new Change.RemoveOrphan(Samples.picture(9).id())));
    assertThat(store.counts()).isEqualTo(new StoreCounts(2, 2, 0));

    store.apply(
        List.of(
            new Change.RemoveOrphan(Samples.picture(1).id()),
            new Change.RemoveFile(Samples.place("1.jpg")),
            new Change.RemoveOrphan(Samples.picture(3).id()),
            Samples.put(3, "3.jpg", MODEL)));
    assertThat(store.counts()).isEqualTo(new StoreCounts(2, 2, 0));
    assertThat(store.find(Samples.picture(1).id())).isEmpty();
    assertThat(store.find(Samples.picture(3).id())).isPresent();
  }

  @Test
  void contained_tellsWhichPicturesAreThere() {
    PictureStore store = write();
    putAll(store, Samples.clustered(1, 20, MODEL));

    assertThat(store.contained(List.of())).isEmpty();
    assertThat(store.contained(IntStream.range(15, 3_000).mapToObj(Samples::hash).toList()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(15, 20).mapToObj(Samples::hash).toList());
  }

  /// What file names can hold; the long ones do not compress.
  static List<String> oddPaths() {
    Random random = new Random(5);
    String longest =
        random
            .ints(1_000, 0x4e00, 0x9fa5)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return List.of(
        "übergroß/ñandú.jpg",
        "u\u0308ber.jpg",
        "日本/写真.jpg",
        "\ud83d\udc31 cat.jpg",
        "a folder/with  spaces .jpg",
        "-rf",
        "--help/-x.jpg",
        "it's \"quoted\".jpg",
        "'; drop table x; --.jpg",
        "100%.jpg",
        "%s%d_%00.jpg",
        "back\\slash.jpg",
        "tab\tnew\nline\u0001.jpg",
        "A.jpg",
        "a.jpg",
        longest);
  }

  @Test
  void places_mayHaveAnyFileName() {
    PictureStore store = write();
    List<Change> batch = new ArrayList<>();
    for (String path : oddPaths()) {
      batch.add(new Change.PutFailure(failure("failed/" + path, NOON)));
      batch.add(
          batch.size() == 1
              ? Samples.put(1, path, MODEL)
              : new Change.PutFile(Samples.file(1, path)));
    }
    store.apply(batch);

    PictureStore reader = read(sameStorage(), "default");
    assertThat(reader.find(Samples.picture(1).id()).orElseThrow().places())
        .isEqualTo(oddPaths().stream().map(Samples::place).sorted().toList());
    List<KnownFile> expected = new ArrayList<>();
    for (String path : oddPaths()) {
      expected.add(failure("failed/" + path, NOON));
      expected.add(Samples.file(1, path));
    }
    assertThat(files(reader)).containsExactlyInAnyOrderElementsOf(expected);

    List<Change> removals = new ArrayList<>();
    for (KnownFile file : expected) {
      removals.add(new Change.RemoveFile(file.place()));
    }
    store.apply(removals);
    assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 0));
  }

  @Test
  void reader_seesLaterCommitsWithinSeconds() throws Exception {
    PictureStore writer = write();
    PictureStore reader = read(sameStorage(), "default");
    assertThat(reader.counts()).isEqualTo(new StoreCounts(0, 0, 0));

    writer.apply(List.of(Samples.put(1, "1.jpg", MODEL)));

    eventually(() -> reader.counts().equals(new StoreCounts(1, 1, 0)));
    assertThat(reader.find(Samples.picture(1).id())).isPresent();
    assertThat(reader.thumbnail(Samples.picture(1).id()).orElseThrow()).isEqualTo(Samples.jpeg(1));
    assertThat(ids(reader.nearest(Samples.embedding(1, MODEL), Filter.all(), 5)))
        .containsExactly(Samples.picture(1).id());

    writer.apply(List.of(new Change.RemoveFile(Samples.place("1.jpg"))));
    eventually(() -> reader.find(Samples.picture(1).id()).isEmpty());
    assertThat(reader.thumbnail(Samples.picture(1).id())).isEmpty();
  }

  @Test
  void writer_seesItsOwnChangesAtOnce() {
    PictureStore store = write();
    for (int number = 1; number <= 20; number++) {
      store.apply(List.of(Samples.put(number, number + ".jpg", MODEL)));
      assertThat(store.counts().pictures()).isEqualTo(number);
      assertThat(store.nearest(Samples.embedding(1, MODEL), Filter.all(), 100).hits())
          .hasSize(number);
    }
  }

  @Test
  void reader_cannotWrite() {
    write();
    PictureStore reader = read(sameStorage(), "default");

    assertThatThrownBy(() -> reader.apply(List.of(Samples.put(1, "1.jpg", MODEL))))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> reader.putRoot(new Root("x", "/x")))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(reader::optimize).isInstanceOf(StoreException.class);
    assertThat(reader.counts()).isEqualTo(new StoreCounts(0, 0, 0));
  }

  @Test
  void readers_seeOnlyWholeBatches() throws Exception {
    PictureStore writer = write();
    List<PictureStore> readers = List.of(writer, read(sameStorage(), "default"));
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Integer>> watches = new ArrayList<>();
    for (PictureStore reader : readers) {
      watches.add(() -> watch(reader, done));
    }

    List<Future<Integer>> watching;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      watching = watches.stream().map(threads::submit).toList();
      try {
        for (int pair = 0; pair < 40; pair++) {
          int first = 2 * pair;
          List<Change> batch = new ArrayList<>();
          batch.add(Samples.put(first, first + ".jpg", MODEL));
          batch.add(new Change.PutFailure(failure("bad" + first + ".jpg", NOON)));
          batch.add(Samples.put(first + 1, first + 1 + ".jpg", MODEL));
          if (pair >= 10) {
            batch.add(new Change.RemoveFile(Samples.place(first - 20 + ".jpg")));
            batch.add(new Change.RemoveFile(Samples.place("bad" + (first - 20) + ".jpg")));
            batch.add(new Change.RemoveFile(Samples.place(first - 19 + ".jpg")));
          }
          writer.apply(batch);
        }
      } finally {
        done.set(true);
      }
    }

    for (Future<Integer> watch : watching) {
      assertThat(watch.get()).isPositive();
    }
    assertThat(writer.counts()).isEqualTo(new StoreCounts(20, 20, 10));
  }

  /// How often it looked.
  private static int watch(PictureStore reader, AtomicBoolean done) {
    Embedding query = Samples.embedding(1_000, MODEL);
    int looks = 0;
    while (!done.get() || looks == 0) {
      StoreCounts counts = reader.counts();
      assertThat(counts.pictures()).isEven().isEqualTo(counts.files());
      assertThat(counts.failed()).isEqualTo(counts.pictures() / 2);
      Neighbors neighbors = reader.nearest(query, Filter.all(), 1_000);
      assertThat(neighbors.hits().size()).isEven();
      assertThat(neighbors.hits()).allSatisfy(hit -> assertThat(hit.places()).hasSize(1));
      looks++;
    }
    return looks;
  }

  @Test
  void apply_mayBeCalledByManyThreads() throws Exception {
    PictureStore store = write();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      String folder = "thread" + thread + "/";
      boolean backwards = thread % 2 == 1;
      tasks.add(
          () -> {
            for (int from = 0; from < 60; from += 10) {
              List<Change> batch = new ArrayList<>();
              for (int i = 0; i < 10; i++) {
                int number = backwards ? 59 - from - i : from + i;
                batch.add(Samples.put(number, folder + number + ".jpg", MODEL));
                batch.add(new Change.RemoveFile(Samples.place("shared.jpg")));
                batch.add(Samples.put(100, "shared.jpg", MODEL));
              }
              store.apply(batch);
            }
            return null;
          });
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> task : threads.invokeAll(tasks)) {
        task.get();
      }
    }

    assertThat(store.counts()).isEqualTo(new StoreCounts(61, 181, 0));
    assertThat(store.find(Samples.picture(30).id()).orElseThrow().places())
        .containsExactly(
            Samples.place("thread0/30.jpg"),
            Samples.place("thread1/30.jpg"),
            Samples.place("thread2/30.jpg"));
    assertThat(store.nearest(Samples.embedding(1, MODEL), Filter.all(), 100).hits()).hasSize(61);
  }

  @Test
  void optimize_changesNothingThatIsSeen() {
    PictureStore store = write();
    List<Embedding> embeddings = Samples.clustered(4, 300, MODEL);
    putAll(store, embeddings);
    store.apply(List.of(new Change.RemoveFile(Samples.place("299.jpg"))));
    Set<KnownFile> before = Set.copyOf(files(store));

    store.optimize();
    store.optimize();

    assertThat(files(store)).containsExactlyInAnyOrderElementsOf(before);
    assertThat(store.counts()).isEqualTo(new StoreCounts(299, 299, 0));
    assertEqualsBruteForce(
        store, embeddings.subList(0, 299), Samples.embedding(8, MODEL), Filter.all(), 20);
    assertThat(store.find(PictureId.of(Samples.hash(299)))).isEmpty();
  }

  private static KnownFile.FailedFile failure(String path, Instant at) {
    return new KnownFile.FailedFile(
        Samples.place(path), new FileStamp(12, 34), "not a picture: 'x'", at, 1);
  }
}
