package dev.pictor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pictor.picture.FileStamp;
import dev.pictor.store.LastRun.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised of the last run and of sizes; part of [PictureStoreContract].
public abstract class RunContract extends MatchingContract {
  private static final List<WorkQueue.Scope> ALL = List.of(new WorkQueue.Scope(Samples.ROOT, ""));

  private static final RunCounts OWN = new RunCounts(7, 2, 3, 40);

  private LastRun last() {
    return read(sameStorage(), "default").lastRun().orElseThrow();
  }

  private static Change failure(String path) {
    return new Change.PutFailure(
        new KnownFile.FailedFile(
            Samples.place(path), new FileStamp(1, 2), "no picture", Instant.EPOCH, 1));
  }

  @Test
  void lastRun_isEmptyUntilOneBegins() {
    PictureStore store = write();
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));

    assertThat(store.lastRun()).isEmpty();
    store.beginRun(ALL);
    assertThat(store.lastRun()).isPresent();
  }

  @Test
  void lastRun_countsWhatIsApplied_alreadyBeforeItsEnd() {
    PictureStore store = write();
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
    store.beginRun(ALL);

    store.apply(
        List.of(
            Samples.put(1, "copy.jpg", MODEL),
            Samples.put(2, "2.jpg", MODEL),
            Samples.put(2, "again.jpg", MODEL),
            new Change.PutFile(Samples.file(1, "other.jpg")),
            failure("bad.jpg"),
            new Change.RemoveFile(Samples.place("1.jpg"))));
    store.apply(List.of(Samples.put(3, "3.jpg", MODEL)));

    LastRun last = last();
    assertThat(last.state()).isEqualTo(State.UNDER_WAY);
    assertThat(last.counts()).isEqualTo(new RunCounts(6, 2, 1, 0));
    assertThat(last.processes()).isOne();
    assertThat(last.lastAt()).isAfterOrEqualTo(last.beganAt());
    assertThat(store.counts()).isEqualTo(new StoreCounts(3, 5, 1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endRun_keepsWhatTheRunTells(boolean isInterrupted) {
    PictureStore store = write();
    store.beginRun(ALL);
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
    store.endRun(OWN, isInterrupted);
    store.apply(List.of(Samples.put(2, "2.jpg", MODEL)));
    store.close();

    LastRun last = last();
    assertThat(last.state()).isEqualTo(isInterrupted ? State.INTERRUPTED : State.FINISHED);
    assertThat(last.counts()).isEqualTo(OWN);
    assertThat(last.lastAt()).isAfterOrEqualTo(last.beganAt());
  }

  @Test
  void lastRun_thatWasNotEndedHasBrokenOff() {
    PictureStore store = write();
    store.beginRun(ALL);
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL), failure("bad.jpg")));
    store.close();

    assertThat(last().state()).isEqualTo(State.BROKEN_OFF);
    assertThat(last().counts()).isEqualTo(new RunCounts(2, 1, 1, 0));
  }

  @Test
  void lastRun_staysBrokenOffWhateverIsDoneLater() {
    PictureStore store = write();
    store.beginRun(ALL);
    store.close();
    PictureStore repairing = closing(sameStorage().openToWrite("default", MODEL));

    repairing.apply(List.of(Samples.put(1, "1.jpg", MODEL)));

    assertThat(last().state()).isEqualTo(State.BROKEN_OFF);
    assertThat(last().counts()).isEqualTo(RunCounts.NONE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void beginRun_takesThePlaceOfTheLast(boolean hasEnded) {
    PictureStore store = write();
    store.beginRun(ALL);
    store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
    if (hasEnded) {
      store.endRun(OWN, false);
    }
    store.close();

    PictureStore next = closing(sameStorage().openToWrite("default", MODEL));
    next.beginRun(List.of());

    assertThat(next.lastRun().orElseThrow().state()).isEqualTo(State.UNDER_WAY);
    assertThat(next.lastRun().orElseThrow().counts()).isEqualTo(RunCounts.NONE);
    assertThat(next.lastRun().orElseThrow().processes()).isOne();
  }

  @Test
  void runs_belongToOneCollection() {
    Storage storage = storage();
    PictureStore other = write(storage, "other", MODEL);
    PictureStore store = write(storage, "default", MODEL);

    store.beginRun(ALL);
    store.endRun(OWN, false);

    assertThat(other.lastRun()).isEmpty();
    other.beginRun(ALL);
    assertThat(last().counts()).isEqualTo(OWN);
  }

  @Test
  void endRun_needsOneThatHasBegun_andBeginRunAStoreToWrite() {
    PictureStore store = write();
    PictureStore reader = read(sameStorage(), "default");

    assertThatIllegalStateException().isThrownBy(() -> store.endRun(OWN, false));
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> reader.beginRun(ALL));
    assertThat(store.lastRun()).isEmpty();
  }

  @Test
  void sizes_areThoseOfVectorsThumbnailsAndAll() {
    PictureStore store = write();
    StoreSizes empty = store.sizes();
    putAll(store, Samples.clustered(1, 50, MODEL));

    StoreSizes sizes = store.sizes();

    assertThat(empty.vectorBytes()).isZero();
    assertThat(sizes.vectorBytes()).isEqualTo(50 * 64 * 4);
    assertThat(sizes.diskBytes()).isGreaterThan(Math.max(empty.diskBytes(), sizes.vectorBytes()));
    assertThat(sizes.isShared()).isFalse();
    if (sizes.thumbnailBytes() instanceof Long bytes) {
      long jpegs = 0;
      for (int number = 0; number < 50; number++) {
        jpegs += Samples.jpeg(number).length;
      }
      assertThat(bytes).isEqualTo(jpegs);
    }
  }
}
