package dev.pictor.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Root;
import dev.pictor.store.Change;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import dev.pictor.testing.Silence;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exports, imports and what comes between, in each format.
class TransferTest extends TransferFixture {
  @ParameterizedTest
  @EnumSource
  void roundTrip_losesNothing(ExportFormat format) throws IOException {
    fill("here", 300);
    ExportResult result = export("here", target(format), format);

    ImportResult imported = take(target(format), "there");

    assertThat(content("there")).hasSize(305).isEqualTo(content("here"));
    StoreCounts counts = ((ExportResult.Done) result).counts();
    assertThat(counts.pictures()).isEqualTo(300);
    assertThat(counts.failed()).isEqualTo(4);
    assertThat(imported).isEqualTo(new ImportResult(300, 0, counts.files(), 4, 0, false));
    Path again = target("again", format);
    export("there", again, format);
    assertThat(bytes(again)).containsExactlyEntriesOf(bytes(target(format)));
  }

  @ParameterizedTest
  @EnumSource
  void roundTrip_ofAnEmptyCollection(ExportFormat format) {
    write("here").close();
    export("here", target(format), format);

    assertThat(take(target(format), "there")).isEqualTo(new ImportResult(0, 0, 0, 0, 0, false));
    assertThat(content("there")).isEqualTo(content("here"));
  }

  @ParameterizedTest
  @EnumSource
  void import_twiceChangesNothing(ExportFormat format) {
    fill("here", 40);
    export("here", target(format), format);
    take(target(format), "there");
    List<String> before = content("there");

    ImportResult again = take(target(format), "there");

    assertThat(again).isEqualTo(new ImportResult(0, 40, 0, 0, 0, false));
    assertThat(content("there")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void import_addsToWhatIsThereAndChangesNothingOfIt(ExportFormat format) {
    byte[] jpeg = TestPictures.bytes(9, "jpg");
    try (PictureStore here = write("here")) {
      here.putRoot(new Root(Samples.ROOT, "/srv/photos"));
      here.apply(
          List.of(
              Samples.put(1, "both.jpg", MODEL, TestPictures.bytes(1, "jpg")),
              Samples.put(2, "taken.jpg", MODEL, TestPictures.bytes(2, "jpg")),
              new Change.PutFile(Samples.file(2, "free.jpg")),
              Samples.put(3, "nowhere.jpg", MODEL, TestPictures.bytes(3, "jpg")),
              Samples.put(4, "mended.jpg", MODEL, TestPictures.bytes(4, "jpg")),
              new Change.PutFile(Samples.file(1, "copy.jpg")),
              new Change.PutFailure(failure(Samples.ROOT, "new-failure.jpg")),
              new Change.PutFailure(failure(Samples.ROOT, "other.jpg"))));
    }
    export("here", target(format), format);
    PictureFile touched =
        new PictureFile(Samples.place("both.jpg"), new FileStamp(1_001, 77), Samples.hash(1));
    Change.PutPicture own =
        new Change.PutPicture(Samples.picture(1), touched, Samples.embedding(50, MODEL), jpeg);
    try (PictureStore there = write("there")) {
      there.putRoot(new Root(Samples.ROOT, "/srv/photos"));
      there.putRoot(new Root("more", "/srv/more"));
      there.apply(
          List.of(
              own,
              Samples.put(11, "taken.jpg", MODEL, jpeg),
              Samples.put(12, "nowhere.jpg", MODEL, jpeg),
              Samples.put(13, "other.jpg", MODEL, jpeg),
              new Change.PutFailure(failure(Samples.ROOT, "mended.jpg"))));
    }

    ImportResult result = take(target(format), "there");

    assertThat(result).isEqualTo(new ImportResult(2, 1, 3, 1, 2, false));
    try (PictureStore there = write("there")) {
      assertThat(there.roots())
          .containsExactly(new Root("more", "/srv/more"), new Root(Samples.ROOT, "/srv/photos"));
      assertThat(known(there, Samples.ROOT))
          .containsExactlyInAnyOrder(
              touched,
              Samples.file(1, "copy.jpg"),
              Samples.file(11, "taken.jpg"),
              Samples.file(2, "free.jpg"),
              Samples.file(12, "nowhere.jpg"),
              Samples.file(13, "other.jpg"),
              Samples.file(4, "mended.jpg"),
              failure(Samples.ROOT, "new-failure.jpg"));
      assertThat(there.find(Samples.picture(1).id()).orElseThrow().embedding())
          .isEqualTo(own.embedding());
      assertThat(there.thumbnail(Samples.picture(1).id()).orElseThrow()).isEqualTo(jpeg);
      assertThat(there.find(Samples.picture(3).id())).isEmpty();
      assertThat(there.counts()).isEqualTo(new StoreCounts(6, 7, 1));
    }
    List<String> once = content("there");
    take(target(format), "there");
    assertThat(content("there")).isEqualTo(once);
  }

  @ParameterizedTest
  @EnumSource
  void import_intoACollectionOfAnotherModel_isRefusedWithBothNames(ExportFormat format) {
    fill("here", 5);
    export("here", target(format), format);
    write("there", OTHER_MODEL).close();
    List<String> before = content("there");

    assertThatThrownBy(() -> take(target(format), "there"))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("model-a (aaaaaaaaaaaa..., dimension 64, upright)")
        .hasMessageContaining("'there' those of model-b (bbbbbbbbbbbb...")
        .hasMessageContaining("--collection");
    assertThat(content("there")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void import_ofARootThatLiesElsewhere_asksWhetherItIsTheSame(ExportFormat format) {
    fill("here", 5);
    export("here", target(format), format);
    try (PictureStore there = write("there")) {
      there.putRoot(new Root("phone", "/mnt/phone"));
    }

    assertThatThrownBy(() -> take(target(format), "there"))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("Root 'phone' lies in /srv/phone in the export and in /mnt/phone")
        .hasMessageContaining("--root phone=/mnt/phone");

    Map<String, Path> directories =
        Map.of("phone", Path.of("/mnt/phone"), "photos", Path.of("/mnt/photos"));
    take(target(format), "there", new Silence(), directories);
    try (PictureStore there = write("there")) {
      assertThat(there.roots())
          .contains(new Root("phone", "/mnt/phone"), new Root("photos", "/mnt/photos"))
          .contains(new Root("pho", "/srv/pho"));
      assertThat(there.counts().pictures()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void import_thatIsStopped_goesOnWhenItIsRepeated(ExportFormat format) {
    fill("here", 700);
    export("here", target(format), format);
    AtomicInteger left = new AtomicInteger(400);
    ImportResult first;
    try (Import source = Import.open(target(format), Map.of());
        PictureStore store = write("there")) {
      first = source.into(store, new Silence(), () -> left.getAndDecrement() <= 0);
    }
    assertThat(first).matches(ImportResult::interrupted).matches(it -> it.pictures() == 400);

    ImportResult second = take(target(format), "there");

    assertThat(second.pictures()).isEqualTo(300);
    assertThat(second.known()).isEqualTo(400);
    assertThat(content("there")).isEqualTo(content("here"));
  }

  @ParameterizedTest
  @EnumSource
  void verify_canBeStopped(ExportFormat format) {
    fill("here", 5);
    export("here", target(format), format);
    try (Import source = Import.open(target(format), Map.of())) {
      assertThat(source.verify(new Silence(), () -> true)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void export_thatIsStopped_leavesNothing(ExportFormat format) throws IOException {
    fill("here", 100);
    for (int after : List.of(0, 1, 50, 100)) {
      AtomicInteger left = new AtomicInteger(after);
      try (PictureStore store = write("here")) {
        ExportResult result =
            new Export(store, new Silence(), () -> left.getAndDecrement() <= 0)
                .to(target(format), format, false);
        assertThat(result).isEqualTo(new ExportResult.Interrupted());
      }
      assertThat(files()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void export_thatFails_leavesNothingAndWhatWasThere(ExportFormat format) throws IOException {
    fill("here", 10);
    export("here", target(format), format);
    Map<String, byte[]> before = bytes(target(format));
    PictureStore store = write("here");
    Export export =
        new Export(
            store,
            new Silence() {
              @Override
              public void update(Snapshot snapshot) {
                if (snapshot.done() == 7) {
                  throw new StoreException("the disk is gone");
                }
              }
            },
            () -> false);

    assertThatThrownBy(() -> export.to(target(format), format, true))
        .isInstanceOf(StoreException.class);
    store.close();

    assertThat(files()).hasSize(1);
    assertThat(bytes(target(format))).containsExactlyEntriesOf(before);
  }

  @ParameterizedTest
  @EnumSource
  void export_replacesOnlyWhatItIsToldTo(ExportFormat format) throws IOException {
    fill("here", 10);
    export("here", target(format), format);
    Map<String, byte[]> first = bytes(target(format));
    fill("here", 20);

    assertThatThrownBy(() -> export("here", target(format), format))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("is there already. --force replaces it");
    assertThat(bytes(target(format))).containsExactlyEntriesOf(first);

    try (PictureStore store = write("here")) {
      new Export(store, new Silence(), () -> false).to(target(format), format, true);
    }
    assertThat(files()).hasSize(1);
    assertThat(take(target(format), "there").pictures()).isEqualTo(20);
  }

  @Test
  void export_neverReplacesWhatIsNoExport() throws IOException {
    fill("here", 3);
    Path holidays = Files.createDirectory(folder.resolve("holidays"));
    Path note = Files.writeString(holidays.resolve("note.txt"), "mine");
    try (PictureStore store = write("here")) {
      for (ExportFormat format : ExportFormat.values()) {
        assertThatThrownBy(
                () -> new Export(store, new Silence(), () -> false).to(holidays, format, true))
            .isInstanceOf(TransferException.class)
            .hasMessageContaining("is there and is no export");
      }
      assertThatThrownBy(
              () -> new Export(store, new Silence(), () -> false).to(note, ExportFormat.NPY, true))
          .hasMessageContaining("is there and is no export");
      Files.createFile(holidays.resolve("collection.json"));
      assertThatThrownBy(
              () ->
                  new Export(store, new Silence(), () -> false)
                      .to(holidays, ExportFormat.NPY, true))
          .hasMessageContaining("is there and is no export");
      assertThatThrownBy(
              () ->
                  new Export(store, new Silence(), () -> false)
                      .to(folder.resolve("absent/x.parquet"), ExportFormat.PARQUET, true))
          .hasMessageContaining("There is no folder");
    }
    assertThat(note).hasContent("mine");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(export("here", empty, ExportFormat.NPY)).isInstanceOf(ExportResult.Done.class);
    assertThat(take(empty, "there").pictures()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void export_tellsWhatThereWasAtOneMoment(ExportFormat format) {
    fill("here", 60);
    List<String> before = content("here");
    try (PictureStore store = write("here")) {
      List<Change> removals = new ArrayList<>();
      ROOTS.forEach(
          root ->
              known(store, root)
                  .forEach(file -> removals.add(new Change.RemoveFile(file.place()))));
      new Export(
              store,
              new Silence() {
                @Override
                public void update(Snapshot snapshot) {
                  if (snapshot.done() == 10) {
                    store.apply(removals);
                  }
                }
              },
              () -> false)
          .to(target(format), format, false);
      assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 0));
    }

    take(target(format), "there");

    assertThat(content("there")).isEqualTo(before);
  }

  @Test
  void formats_areToldByName() {
    assertThat(ExportFormat.of(Path.of("a/b.parquet"))).contains(ExportFormat.PARQUET);
    assertThat(ExportFormat.of(Path.of("B.PARQUET"))).contains(ExportFormat.PARQUET);
    assertThat(ExportFormat.of(Path.of("a/b"))).contains(ExportFormat.NPY);
    for (String name : Set.of("b.npy", "b.csv", "b.json", "2024.holidays")) {
      assertThat(ExportFormat.of(Path.of(name))).isEmpty();
    }
  }
}
