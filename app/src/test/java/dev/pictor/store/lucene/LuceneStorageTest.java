package dev.pictor.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.Change;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.Filter;
import dev.pictor.store.KnownFile;
import dev.pictor.store.MadeUp;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import dev.pictor.store.StoredPicture;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is Lucene's own: one writer, kills, versions, damage, wide vectors.
final class LuceneStorageTest {
  private static final ModelIdentity MODEL = WritingProcess.MODEL;
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir private Path folder;

  private LuceneStorage storage() {
    return LuceneStorage.open(folder, SHORT);
  }

  @Test
  void open_makesNothing() {
    Path absent = folder.resolve("absent");

    assertThat(LuceneStorage.open(absent).collections()).isEmpty();
    assertThat(LuceneStorage.open(absent).openToRead("default")).isEmpty();
    assertThat(LuceneStorage.open(absent).drop("default")).isFalse();

    assertThat(absent).doesNotExist();
    assertThat(LuceneStorage.open(absent).location()).isEqualTo(absent.toString());
  }

  @Test
  void collectionWithoutMetadata_isReadWrittenAndFiltered() throws IOException {
    List<Change.PutPicture> old = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      old.add(Samples.put(number, "old/" + number + ".jpg", MODEL));
    }
    FirstFormat.write(
        folder.resolve("default"), new CollectionInfo("default", MODEL, Instant.EPOCH), old);
    List<MadeUp> recent =
        MadeUp.pictures(3, 40, MODEL).stream()
            .skip(4)
            .filter(made -> made.picture().metadata().rating() != null)
            .toList();

    try (PictureStore store = storage().openToWrite("default", MODEL)) {
      assertThat(store.counts()).isEqualTo(new StoreCounts(4, 4, 0));
      StoredPicture first = store.find(Samples.picture(1).id()).orElseThrow();
      assertThat(first.picture()).isEqualTo(Samples.picture(1));
      assertThat(first.takenAt().orElseThrow().source()).isEqualTo(TakenAt.Source.FILE);
      assertThat(store.lastRun()).isEmpty();
      assertThat(count(store, rated())).isZero();
      assertThat(count(store, new Filter.Not(rated()))).isEqualTo(4);

      for (MadeUp made : recent) {
        store.apply(
            List.of(
                new Change.PutPicture(
                    made.picture(), made.files().getFirst(), made.embedding(), Samples.jpeg(1))));
      }
      store.optimize();

      assertThat(count(store, rated())).isEqualTo(recent.size());
      assertThat(count(store, new Filter.Not(rated()))).isEqualTo(4);
      assertThat(count(store, new Filter.InFolder(Samples.ROOT, "old"))).isEqualTo(4);
      LocalDateTime changed = first.takenAt().orElseThrow().local();
      assertThat(count(store, new Filter.TakenBetween(changed, changed.plusNanos(1_000_000))))
          .isEqualTo(1);

      store.apply(List.of(Samples.put(1, "old/1.jpg", MODEL)));
      assertThat(count(store, new Filter.WidthBetween(640, 640)))
          .as("indexed anew")
          .isEqualTo(1 + (int) recent.stream().filter(m -> m.picture().width() == 640).count());
    }
  }

  private static Filter rated() {
    return new Filter.RatingBetween(0, 5);
  }

  private static int count(PictureStore store, Filter filter) {
    return store.nearest(Samples.embedding(1, MODEL), filter, 100).hits().size();
  }

  @Test
  void openToWrite_saysWhereItCannotWrite() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> LuceneStorage.open(file).openToWrite("default", MODEL))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("cannot be read or written")
        .hasMessageContaining("permissions");
  }

  @Test
  void openToWrite_namesTheProcessThatWrites() throws Exception {
    try (WritingProcess other = WritingProcess.start(folder, 0, 0)) {
      other.awaitBatch(0);

      assertThatThrownBy(() -> storage().openToWrite(WritingProcess.COLLECTION, MODEL))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(WritingProcess.class.getName())
          .hasMessageContaining("process " + other.pid())
          .hasMessageContaining(folder.toString());
      assertThatThrownBy(() -> storage().drop(WritingProcess.COLLECTION))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("process " + other.pid());
      try (PictureStore reader = storage().openToRead(WritingProcess.COLLECTION).orElseThrow()) {
        assertThat(reader.counts().pictures()).isEqualTo(WritingProcess.SIZE);
      }

      other.kill();
      // The file that names the dead process is still there and harmless.
      assertThat(folder.resolve(WritingProcess.COLLECTION).resolve("writer.json")).exists();
      try (PictureStore writer = storage().openToWrite(WritingProcess.COLLECTION, MODEL)) {
        assertThat(writer.counts().pictures()).isEqualTo(WritingProcess.SIZE);
      }
      assertThat(folder.resolve(WritingProcess.COLLECTION).resolve("writer.json")).doesNotExist();
    }
  }

  @Test
  void openToWrite_refusesAnotherModelWithoutWaiting() {
    ModelIdentity another = Samples.model("model-b", 'b', 64);
    try (PictureStore writer = storage().openToWrite("default", MODEL)) {
      assertThatThrownBy(() -> storage().openToWrite("default", another))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(writer.info().model().name())
          .hasMessageContaining("model-b");
    }
  }

  @Test
  void openToWrite_waitsForTheOther() throws Exception {
    try (WritingProcess other = WritingProcess.start(folder, 0, 0)) {
      other.awaitBatch(0);
      Thread stops =
          Thread.startVirtualThread(
              () -> {
                try {
                  Thread.sleep(300);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                other.stop();
              });

      LuceneStorage patient = LuceneStorage.open(folder, Duration.ofSeconds(20));
      try (PictureStore writer = patient.openToWrite(WritingProcess.COLLECTION, MODEL)) {
        assertThat(writer.counts().pictures()).isEqualTo(WritingProcess.SIZE);
      }
      stops.join();
    }
  }

  @Test
  void kill_losesNothingThatWasAcknowledgedAndLeavesNothingHalf() throws Exception {
    int rounds = Boolean.getBoolean("pictor.long") ? 60 : 4;
    Random random = new Random(7);
    int next = 0;
    for (int round = 0; round < rounds; round++) {
      int acknowledged = next + random.nextInt(5);
      try (WritingProcess other = WritingProcess.start(folder, next, Integer.MAX_VALUE)) {
        other.awaitBatch(acknowledged);
        Thread.sleep(random.nextInt(40));
        acknowledged = Math.max(acknowledged, other.kill());
      }

      try (PictureStore store = storage().openToWrite(WritingProcess.COLLECTION, MODEL)) {
        List<KnownFile> files = new ArrayList<>();
        store.forEachFile(Samples.ROOT, files::add);
        // The last one may have been committed without having been heard of.
        int last =
            files.contains(
                    Samples.file(
                        (acknowledged + 1) * WritingProcess.SIZE,
                        (acknowledged + 1) * WritingProcess.SIZE + ".jpg"))
                ? acknowledged + 1
                : acknowledged;
        assertThat(files)
            .as("round %d, after batch %d", round, last)
            .containsExactlyInAnyOrderElementsOf(WritingProcess.filesAfter(last));
        assertComplete(store, files);
        next = last + 1;
      }
    }
  }

  private static void assertComplete(PictureStore store, List<KnownFile> files) {
    int pictures = 0;
    for (KnownFile file : files) {
      if (file instanceof KnownFile.PictureFile picture) {
        int number = Integer.parseInt(picture.place().path().replace(".jpg", ""));
        assertThat(store.find(Samples.picture(number).id()).orElseThrow().embedding())
            .isEqualTo(Samples.embedding(number, MODEL));
        assertThat(store.thumbnail(Samples.picture(number).id()).orElseThrow())
            .isEqualTo(Samples.jpeg(number));
        pictures++;
      }
    }
    assertThat(store.counts())
        .isEqualTo(new StoreCounts(pictures, pictures, files.size() - pictures));
    assertThat(store.nearest(Samples.embedding(1, MODEL), Filter.all(), 1_000).hits())
        .hasSize(pictures);
  }

  @Test
  void aNewerFormat_isRefused() throws IOException {
    writeCommitData(Map.of(CollectionRecord.FORMAT_KEY, "2"));

    assertRefused("newer Pictor", "format 2", "up to 1", "Update Pictor");
  }

  @Test
  void anIndexOfAnotherProgram_isRefused() throws IOException {
    writeCommitData(Map.of());

    assertRefused("not one of Pictor's");
  }

  private void writeCommitData(Map<String, String> data) throws IOException {
    try (Directory directory = FSDirectory.open(folder.resolve("default"));
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.setLiveCommitData(data.entrySet());
    }
  }

  @Test
  void aNewerLucene_isRefused() throws IOException {
    fill("default", 3);
    try (RandomAccessFile file = new RandomAccessFile(segments().toFile(), "rw")) {
      // Magic number, the length of "segments" and the word itself, then the version.
      file.seek(4 + 1 + "segments".length());
      file.writeInt(99);
    }

    assertRefused("newer Pictor", "Update Pictor");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 100})
  void aTornCommit_isRefused(int length) throws IOException {
    fill("default", 3);
    try (RandomAccessFile file = new RandomAccessFile(segments().toFile(), "rw")) {
      file.setLength(length);
    }

    assertRefused("damaged", "index again");
  }

  @Test
  void aMissingSegment_isRefused() throws IOException {
    fill("default", 3);
    try (Stream<Path> files = Files.list(folder.resolve("default"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".cfs")).toList()) {
        Files.delete(file);
      }
    }

    assertThatThrownBy(() -> storage().openToRead("default"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining(folder.resolve("default").toString());
  }

  @Test
  void drop_removesADamagedCollection() throws IOException {
    fill("default", 3);
    Files.write(segments(), new byte[] {1, 2, 3});

    assertThat(storage().drop("default")).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  private Path segments() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("default"))) {
      return files
          .filter(path -> path.getName(path.getNameCount() - 1).toString().startsWith("segments"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  private void assertRefused(String... words) {
    String place = folder.resolve("default").toString();
    assertThatThrownBy(() -> storage().openToRead("default"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(place)
        .hasMessageContainingAll(words);
    assertThatThrownBy(() -> storage().openToWrite("default", MODEL))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(place)
        .hasMessageContainingAll(words);
    assertThat(storage().collections()).isEmpty();
    assertThat(storage().unreadable())
        .singleElement()
        .satisfies(
            unreadable -> {
              assertThat(unreadable.name()).isEqualTo("default");
              assertThat(unreadable.reason()).contains(place).contains(words);
            });
  }

  @Test
  void aDamagedCollection_doesNotHideTheOthers() throws IOException {
    fill("before", 1);
    fill("default", 2);
    fill("later", 3);
    Files.write(segments(), new byte[] {1, 2, 3});

    assertThat(storage().collections())
        .extracting(CollectionInfo::name)
        .containsExactly("before", "later");
    assertThat(storage().unreadable())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).contains("damaged"));
  }

  @Test
  void aSecondWriter_saysWhomItWaitsFor() {
    List<String> told = new CopyOnWriteArrayList<>();
    LuceneStorage second = LuceneStorage.open(folder, told::add);
    PictureStore first = storage().openToWrite("default", MODEL);
    Thread.startVirtualThread(
        () -> {
          while (told.isEmpty()) {
            LockSupport.parkNanos(1_000_000);
          }
          first.close();
        });

    second.openToWrite("default", MODEL).close();

    assertThat(told)
        .singleElement()
        .asString()
        .contains("default", "Waiting", "process " + ProcessHandle.current().pid());
  }

  @Test
  void aReader_saysThatItsCollectionWasRemoved() throws Exception {
    fill("default", 3);
    try (PictureStore reader = storage().openToRead("default").orElseThrow()) {
      storage().drop("default");
      Thread.sleep(1_100);
      assertThatThrownBy(reader::counts)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("removed meanwhile");

      fill("default", 5);
      Thread.sleep(1_100);
      assertThatThrownBy(reader::counts)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("made anew");
    }
  }

  @Test
  void aClosedStore_saysSo() {
    PictureStore store = storage().openToWrite("default", MODEL);
    store.close();

    for (Runnable use :
        List.<Runnable>of(
            store::counts,
            store::optimize,
            () -> store.apply(List.of(Samples.put(1, "1.jpg", MODEL))))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("closed");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_025, 2_048, 4_096})
  void embeddings_mayHaveManyDimensions(int dimension) {
    ModelIdentity model = Samples.model("wide", 'e', dimension);
    try (PictureStore store = storage().openToWrite("wide", model)) {
      for (int number = 0; number < 5; number++) {
        store.apply(List.of(Samples.put(number, number + ".jpg", model)));
      }
      store.optimize();
    }

    // By a program that never asked for the wider format.
    try (PictureStore store = storage().openToRead("wide").orElseThrow()) {
      Embedding third = Samples.embedding(3, model);
      assertThat(store.find(Samples.picture(3).id()).orElseThrow().embedding()).isEqualTo(third);
      assertThat(store.nearest(third, Filter.all(), 5).hits().getFirst().cosineSimilarity())
          .isBetween(1 - 1e-6, 1.0);
    }
  }

  @Test
  void embeddings_ofMoreThanTheStoreTakesAreRefused() {
    assertThatThrownBy(() -> storage().openToWrite("wide", Samples.model("wide", 'e', 4_097)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("4097")
        .hasMessageContaining("4096");
    assertThat(storage().collections()).isEmpty();
  }

  @Test
  void aFailedCommit_changesNothingAndTheNextOneWorks() throws IOException {
    FullDisk disk = new FullDisk(FSDirectory.open(folder.resolve("default")));
    try (PictureStore store =
        storage().openToWrite("default", MODEL, folder.resolve("default"), disk)) {
      store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
      disk.isFull = true;
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(
                () ->
                    store.apply(
                        List.of(
                            Samples.put(2, "2.jpg", MODEL),
                            new Change.RemoveFile(Samples.place("1.jpg")))))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("No space left")
            .hasMessageContaining(folder.toString());
        assertThat(store.counts()).isEqualTo(new StoreCounts(1, 1, 0));
        assertThat(store.find(Samples.picture(1).id())).isPresent();
      }

      disk.isFull = false;
      store.apply(List.of(Samples.put(3, "3.jpg", MODEL)));

      assertThat(store.counts()).isEqualTo(new StoreCounts(2, 2, 0));
      assertThat(store.find(Samples.picture(2).id())).isEmpty();
      assertThatThrownBy(() -> storage().openToWrite("default", MODEL))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  /// As a kill would leave it, at each step that Lucene takes on the disk in turn.
  @Test
  void aCrashAtAnyStep_leavesTheBatchWholeOrAbsent() throws IOException {
    Path path = folder.resolve("default");
    int last = -1;
    int steps = 0;
    for (boolean crashed = true; crashed; steps++) {
      DyingDisk disk = new DyingDisk(FSDirectory.open(path));
      PictureStore dying = storage().openToWrite("default", MODEL, path, disk);
      disk.stepsLeft = steps;
      try {
        dying.apply(WritingProcess.batch(last + 1));
        crashed = false;
      } catch (StoreException e) {
        assertThat(e).hasMessageContaining(path.toString());
      }
      try {
        dying.close();
      } catch (StoreException e) {
        assertThat(crashed).isTrue();
      }

      try (PictureStore store = storage().openToWrite("default", MODEL)) {
        List<KnownFile> files = new ArrayList<>();
        store.forEachFile(Samples.ROOT, files::add);
        int first = (last + 1) * WritingProcess.SIZE;
        if (!crashed || files.contains(Samples.file(first, first + ".jpg"))) {
          last++;
        }
        assertThat(files)
            .as("died after %d steps", steps)
            .containsExactlyInAnyOrderElementsOf(WritingProcess.filesAfter(last));
        assertComplete(store, files);
      }
    }
    assertThat(steps).isGreaterThan(5);
  }

  private static final class DyingDisk extends FilterDirectory {
    private int stepsLeft = Integer.MAX_VALUE;

    DyingDisk(Directory directory) {
      super(directory);
    }

    private void step() throws IOException {
      if (stepsLeft-- <= 0) {
        throw new IOException("Dead");
      }
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      step();
      return super.createOutput(name, context);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      step();
      super.sync(names);
    }

    @Override
    public void syncMetaData() throws IOException {
      step();
      super.syncMetaData();
    }

    @Override
    public void rename(String source, String target) throws IOException {
      step();
      super.rename(source, target);
    }

    @Override
    public void deleteFile(String name) throws IOException {
      step();
      super.deleteFile(name);
    }
  }

  @Test
  void aFailedMerge_isToldToWhoeverWaitsForItAndIsNotPrinted() throws IOException {
    FullDisk disk = new FullDisk(FSDirectory.open(folder.resolve("default")));
    List<Throwable> printed = Collections.synchronizedList(new ArrayList<>());
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> printed.add(thrown));
    try (PictureStore store =
        storage().openToWrite("default", MODEL, folder.resolve("default"), disk)) {
      for (int number = 0; number < 8; number++) {
        store.apply(List.of(Samples.put(number, number + ".jpg", MODEL)));
      }
      disk.hasNoRoomToMerge = true;

      assertThatThrownBy(store::optimize)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("Make room")
          .hasMessageContaining(folder.toString());

      assertThat(store.counts()).isEqualTo(new StoreCounts(8, 8, 0));
      disk.hasNoRoomToMerge = false;
      store.optimize();
      assertThat(store.counts()).isEqualTo(new StoreCounts(8, 8, 0));
      assertThat(printed).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(usual);
    }
    assertThat(segmentCount(folder.resolve("default"))).isBetween(1, 5);
  }

  private static final class FullDisk extends FilterDirectory {
    private volatile boolean isFull;
    private volatile boolean hasNoRoomToMerge;

    FullDisk(Directory directory) {
      super(directory);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      if (isFull) {
        throw new IOException("No space left on device");
      }
      super.sync(names);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      if (hasNoRoomToMerge && context.context() == IOContext.Context.MERGE) {
        throw new IOException("No space left on device");
      }
      return super.createOutput(name, context);
    }
  }

  @Test
  void anInterruptedApply_isWholeOrNothing() {
    try (PictureStore store = storage().openToWrite("default", MODEL)) {
      store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));

      Thread.currentThread().interrupt();
      boolean applied = true;
      try {
        store.apply(WritingProcess.batch(1));
      } catch (StoreException e) {
        applied = false;
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }

      long expected = applied ? WritingProcess.SIZE + 1 : 1;
      assertThat(store.counts().pictures()).isEqualTo(expected);
      store.apply(List.of(Samples.put(0, "0.jpg", MODEL)));
      assertThat(store.counts().pictures()).isEqualTo(expected + 1);
    }
  }

  @Test
  void optimize_mergesManySegments() throws IOException {
    Path path = folder.resolve("default");
    try (PictureStore store = storage().openToWrite("default", MODEL)) {
      for (int number = 0; number < 8; number++) {
        store.apply(List.of(Samples.put(number, number + ".jpg", MODEL)));
      }
      assertThat(segmentCount(path)).isGreaterThan(5);

      store.optimize();

      assertThat(segmentCount(path)).isBetween(1, 5);
    }
  }

  @Test
  void optimize_commitsNothingWhereThereIsNothingToGain() throws IOException {
    Path path = folder.resolve("default");
    fill("default", 100);
    try (PictureStore store = storage().openToWrite("default", MODEL)) {
      store.apply(List.of(new Change.RemoveFile(Samples.place("3.jpg"))));
      long before = generation(path);

      store.optimize();

      assertThat(generation(path)).isEqualTo(before);
    }
  }

  private static long generation(Path path) throws IOException {
    try (Directory directory = FSDirectory.open(path)) {
      return SegmentInfos.readLatestCommit(directory).getGeneration();
    }
  }

  private static int segmentCount(Path path) throws IOException {
    try (Directory directory = FSDirectory.open(path)) {
      return SegmentInfos.readLatestCommit(directory).size();
    }
  }

  private void fill(String name, int count) {
    try (PictureStore store = storage().openToWrite(name, MODEL)) {
      List<Change> batch = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        batch.add(Samples.put(number, number + ".jpg", MODEL));
      }
      store.apply(batch);
    }
  }
}
