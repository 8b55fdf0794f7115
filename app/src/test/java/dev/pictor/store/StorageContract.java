package dev.pictor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What [Storage] promises; part of [PictureStoreContract].
public abstract class StorageContract extends StoreFixture {
  @Test
  void kind_andLocation_areTold() {
    Storage storage = storage();

    assertThat(storage.kind()).isIn("lucene", "postgresql");
    assertThat(storage.location()).isNotBlank();
  }

  @Test
  void openToRead_isEmptyForAnAbsentCollection() {
    Storage storage = storage();

    assertThat(storage.openToRead("absent")).isEmpty();
    assertThat(storage.collections()).isEmpty();
  }

  @Test
  void openToWrite_makesTheCollection() {
    Instant before = Instant.now().minus(Duration.ofMinutes(1));
    Storage storage = storage();

    PictureStore store = closing(storage.openToWrite("holiday", MODEL));

    assertThat(store.info().name()).isEqualTo("holiday");
    assertThat(store.info().model()).isEqualTo(MODEL);
    assertThat(store.info().createdAt())
        .isBetween(before, Instant.now().plus(Duration.ofMinutes(1)));
    assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 0));
    assertThat(storage.collections()).containsExactly(store.info());
    assertThat(read(sameStorage(), "holiday").info()).isEqualTo(store.info());
  }

  @Test
  void openToWrite_keepsWhatWasRecordedOfTheModel() {
    Storage storage = storage();
    PictureStore first = write(storage, "default", MODEL);
    CollectionInfo recorded = first.info();
    first.close();
    ModelIdentity moved =
        new ModelIdentity("renamed", "/elsewhere", MODEL.fingerprint(), 64, "upright", "fp32");

    assertThat(closing(storage.openToWrite("default", moved)).info()).isEqualTo(recorded);
  }

  @Test
  void openToWrite_refusesAnotherModelAndNamesBoth() {
    Storage storage = storage();
    PictureStore store = write(storage, "default", MODEL);
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
    store.close();

    assertThatThrownBy(() -> storage.openToWrite("default", OTHER_MODEL))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("default")
        .hasMessageContaining(MODEL.name())
        .hasMessageContaining(OTHER_MODEL.name());
    PictureStore again = closing(storage.openToWrite("default", MODEL));
    assertThat(again.info().model()).isEqualTo(MODEL);
    assertThat(again.counts()).isEqualTo(new StoreCounts(1, 1, 0));
  }

  @Test
  void openToWrite_refusesAnotherDimensionAndNamesBoth() {
    Storage storage = storage();
    write(storage, "default", MODEL).close();
    ModelIdentity wider = Samples.model("wider", 'a', 77);

    assertThatThrownBy(() -> storage.openToWrite("default", wider))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("64")
        .hasMessageContaining("77");
  }

  @Test
  void collections_areSortedByNameAndIsolated() {
    Storage storage = storage();
    ModelIdentity wide = Samples.model("model-wide", 'c', 512);
    for (String name : List.of("aa", "a_b", "a1", "a-b", "0")) {
      boolean isWide = name.equals("aa");
      PictureStore store = write(storage, name, isWide ? wide : MODEL);
      store.apply(List.of(Samples.put(1, name + ".jpg", isWide ? wide : MODEL)));
      if (isWide) {
        store.putRoot(new Root("only-here", "/x"));
      }
    }

    assertThat(storage.collections())
        .extracting(CollectionInfo::name)
        .containsExactly("0", "a-b", "a1", "a_b", "aa");
    for (String name : List.of("aa", "a_b")) {
      PictureStore store = read(storage, name);
      assertThat(store.counts()).isEqualTo(new StoreCounts(1, 1, 0));
      assertThat(files(store)).containsExactly(Samples.file(1, name + ".jpg"));
      assertThat(store.find(PictureId.of(Samples.hash(1))).orElseThrow().embedding().dimension())
          .isEqualTo(name.equals("aa") ? 512 : 64);
      assertThat(store.roots()).hasSize(name.equals("aa") ? 2 : 1);
    }
  }

  @Test
  void drop_removesTheCollectionAndNoOther() {
    Storage storage = storage();
    for (String name : List.of("gone", "kept")) {
      PictureStore store = write(storage, name, MODEL);
      store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
      store.close();
    }

    assertThat(storage.drop("gone")).isTrue();
    assertThat(storage.drop("gone")).isFalse();

    assertThat(storage.openToRead("gone")).isEmpty();
    assertThat(storage.collections()).extracting(CollectionInfo::name).containsExactly("kept");
    assertThat(read(storage, "kept").counts()).isEqualTo(new StoreCounts(1, 1, 0));
    PictureStore anew = closing(storage.openToWrite("gone", OTHER_MODEL));
    assertThat(anew.counts()).isEqualTo(new StoreCounts(0, 0, 0));
    assertThat(anew.roots()).isEmpty();
    assertThat(anew.thumbnail(Samples.picture(1).id())).isEmpty();
  }

  @Test
  void successor_isOpenedLikeAnyOtherAndCallsItselfByTheNameOfTheFirst() {
    Storage storage = storage();
    write(storage, "default", MODEL).close();

    PictureStore successor =
        closing(storage.openToWrite(Storage.successor("default"), OTHER_MODEL));

    assertThat(successor.info().name()).isEqualTo("default");
    assertThat(successor.info().model()).isEqualTo(OTHER_MODEL);
    assertThat(storage.collections())
        .extracting(CollectionInfo::model)
        .as("a successor is not listed")
        .containsExactly(MODEL);
    assertThat(sameStorage().openToRead(Storage.successor("default"))).isPresent();
    assertThat(storage.unreadable()).isEmpty();
  }

  @Test
  void exchangeWithSuccessor_givesEachTheOthersNameAndASecondTimeItsOwn() {
    Storage storage = storage();
    withSuccessor(storage, "default");
    withSuccessor(storage, "other");
    PictureStore open = read(storage, "default");

    storage.exchangeWithSuccessor("default");

    assertThat(open.info().model()).as("what is open stays").isEqualTo(MODEL);
    assertThat(open.counts().pictures()).isEqualTo(1);
    assertExchanged(sameStorage(), "default", true);
    assertExchanged(sameStorage(), "other", false);
    PictureStore writing = closing(sameStorage().openToWrite("default", OTHER_MODEL));
    writing.apply(List.of(Samples.put(3, "3.jpg", OTHER_MODEL)));
    writing.close();
    assertThat(read(sameStorage(), "default").counts().pictures()).isEqualTo(3);

    sameStorage().exchangeWithSuccessor("default");

    assertExchanged(sameStorage(), "default", false);
    assertThat(read(sameStorage(), Storage.successor("default")).counts().pictures()).isEqualTo(3);
  }

  /// One picture of one model, two of another.
  private void withSuccessor(Storage storage, String name) {
    PictureStore first = write(storage, name, MODEL);
    first.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
    first.close();
    PictureStore next = write(storage, Storage.successor(name), OTHER_MODEL);
    next.apply(List.of(Samples.put(1, "1.jpg", OTHER_MODEL), Samples.put(2, "2.jpg", OTHER_MODEL)));
    next.close();
  }

  private void assertExchanged(Storage storage, String name, boolean exchanged) {
    PictureStore current = read(storage, name);
    PictureStore successor = read(storage, Storage.successor(name));
    assertThat(current.info().name()).isEqualTo(name);
    assertThat(current.info().model()).isEqualTo(exchanged ? OTHER_MODEL : MODEL);
    assertThat(current.counts().pictures()).isEqualTo(exchanged ? 2 : 1);
    assertThat(successor.info().model()).isEqualTo(exchanged ? MODEL : OTHER_MODEL);
    assertThat(storage.collections())
        .filteredOn(info -> info.name().equals(name))
        .containsExactly(current.info());
  }

  @Test
  void exchangeWithSuccessor_needsBoth() {
    Storage storage = storage();
    write(storage, "default", MODEL).close();

    assertThatThrownBy(() -> storage.exchangeWithSuccessor("default"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("default");
    assertThatThrownBy(() -> storage.exchangeWithSuccessor("absent"))
        .isInstanceOf(StoreException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> storage.exchangeWithSuccessor(Storage.successor("default")));
    assertThat(read(storage, "default").info().model()).isEqualTo(MODEL);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void drop_removesTheSuccessorTooOrItAlone(boolean exchanged) {
    Storage storage = storage();
    for (String name : List.of("default", "other")) {
      withSuccessor(storage, name);
      if (exchanged) {
        storage.exchangeWithSuccessor(name);
      }
    }

    assertThat(storage.drop(Storage.successor("other"))).isTrue();
    assertThat(storage.drop("default")).isTrue();

    assertThat(sameStorage().openToRead("default")).isEmpty();
    assertThat(sameStorage().openToRead(Storage.successor("default"))).isEmpty();
    assertThat(sameStorage().openToRead(Storage.successor("other"))).isEmpty();
    assertThat(sameStorage().collections())
        .extracting(CollectionInfo::name, CollectionInfo::model)
        .containsExactly(tuple("other", exchanged ? OTHER_MODEL : MODEL));
    PictureStore anew = closing(sameStorage().openToWrite("default", MODEL));
    assertThat(anew.counts()).isEqualTo(new StoreCounts(0, 0, 0));
  }

  /// A page that serves it goes on with the new one only if it is told.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCollectionThatWasRemoved_isNotTakenForAnEmptyOne(boolean isMadeAnew) throws Exception {
    Storage storage = storage();
    PictureStore writer = write(storage, "default", MODEL);
    writer.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
    writer.close();
    PictureStore reader = read(storage, "default");
    assertThat(reader.counts().pictures()).isEqualTo(1);

    storage.drop("default");
    if (isMadeAnew) {
      write(storage, "default", MODEL).apply(List.of(Samples.put(2, "2.jpg", MODEL)));
    }

    eventually(() -> tellsThatItIsGone(reader::counts));
    assertThat(
            List.<ThrowingCallable>of(
                reader::counts,
                reader::roots,
                () -> files(reader),
                () -> reader.failures(1),
                () -> reader.contained(List.of(Samples.hash(1))),
                () -> reader.find(Samples.picture(1).id()),
                () -> reader.thumbnail(Samples.picture(1).id()),
                () -> reader.nearest(Samples.embedding(1, MODEL), Filter.all(), 1)))
        .allMatch(StorageContract::tellsThatItIsGone);
  }

  private static boolean tellsThatItIsGone(ThrowingCallable use) {
    return catchThrowable(use) instanceof StoreException e
        && String.valueOf(e.getMessage()).contains("removed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ab", "-a", "_a", "a b", "../a", "a/b", "ä", "a.b", "a;drop"})
  void invalidNames_areRefused(String name) {
    Storage storage = storage();

    assertThatIllegalArgumentException().isThrownBy(() -> storage.openToRead(name));
    assertThatIllegalArgumentException().isThrownBy(() -> storage.openToWrite(name, MODEL));
    assertThatIllegalArgumentException().isThrownBy(() -> storage.drop(name));
    assertThat(storage.collections()).isEmpty();
  }

  @Test
  void names_mayHave63CharactersAndNotMore() {
    Storage storage = storage();
    String longest = "x".repeat(63);

    assertThat(write(storage, longest, MODEL).info().name()).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> storage.openToWrite(longest + "x", MODEL))
        .withMessageContaining("63");
  }

  @Test
  void close_isHarmlessWhenClosedAlready() {
    Storage storage = openStorage();
    PictureStore writer = storage.openToWrite("default", MODEL);
    PictureStore reader = storage.openToRead("default").orElseThrow();
    for (AutoCloseable closeable : List.of(reader, reader, writer, writer, storage, storage)) {
      assertThat(closeable).satisfies(AutoCloseable::close);
    }
  }
}
