package dev.pictor.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.indexing.IndexProgress;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import dev.pictor.picture.Root;
import dev.pictor.store.Change;
import dev.pictor.store.KnownFile;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.MadeUp;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.Storage;
import dev.pictor.store.WholePicture;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.testing.Silence;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Collections of made-up pictures with all that can be known of one, and exports of them.
abstract class TransferFixture {
  static final ModelIdentity MODEL = Samples.model("model-a", 'a', 64);
  static final ModelIdentity OTHER_MODEL = Samples.model("model-b", 'b', 64);
  static final List<String> ROOTS = List.of("photos", "phone", "pho", "ä 'x'");

  private static final List<byte[]> THUMBNAILS =
      Stream.of(1, 2, 3).map(number -> TestPictures.bytes(number, "jpg")).toList();

  @TempDir private Path temporary;
  Path folder = Path.of("");
  private Storage storage = LuceneStorage.open(Path.of("never-used"));

  @BeforeEach
  final void openStorage() throws IOException {
    folder = temporary.toRealPath();
    storage = LuceneStorage.open(folder.resolve("collections"));
  }

  @AfterEach
  final void closeStorage() {
    storage.close();
  }

  PictureStore write(String name, ModelIdentity model) {
    return storage.openToWrite(name, model);
  }

  PictureStore write(String name) {
    return write(name, MODEL);
  }

  boolean isThere(String name) {
    return storage.info(name).isPresent();
  }

  /// With so many pictures, some copies, and a failure in each root.
  void fill(String name, int count) {
    try (PictureStore store = write(name)) {
      fill(store, count);
    }
  }

  static void fill(PictureStore store, int count) {
    ROOTS.forEach(root -> store.putRoot(new Root(root, "/srv/" + root)));
    List<Change> batch = new ArrayList<>();
    int number = 0;
    for (MadeUp made : MadeUp.pictures(7, count, store.info().model())) {
      batch.add(
          new Change.PutPicture(
              made.picture(),
              made.files().getFirst(),
              made.embedding(),
              THUMBNAILS.get(number++ % THUMBNAILS.size())));
      made.files().stream().skip(1).map(Change.PutFile::new).forEach(batch::add);
      if (batch.size() > 300) {
        store.apply(batch);
        batch.clear();
      }
    }
    ROOTS.forEach(root -> batch.add(new Change.PutFailure(failure(root, "bad.jpg"))));
    store.apply(batch);
  }

  static FailedFile failure(String root, String path) {
    return new FailedFile(
        new Place(root, path),
        new FileStamp(12, 34),
        "not a picture: 'ü'",
        Instant.parse("2024-06-01T12:00:00.123456Z"),
        3);
  }

  /// Everything that a collection keeps, as text.
  List<String> content(String name) {
    List<String> content = new ArrayList<>();
    try (PictureStore store = storage.openToRead(name).orElseThrow()) {
      content.add(store.info().model() + " " + store.roots() + " " + store.counts());
      List<String> failures = new ArrayList<>();
      store.forEachWhole(
          picture -> content.add(text(picture)), failed -> failures.add(failed.toString()));
      content.addAll(failures.stream().sorted().toList());
    }
    return content;
  }

  static String text(WholePicture whole) {
    StringBuilder text = new StringBuilder();
    text.append(whole.picture()).append(whole.files());
    for (float value : whole.embedding().toArray()) {
      text.append(' ').append(Integer.toHexString(Float.floatToRawIntBits(value)));
    }
    return text.append(' ').append(HexFormat.of().formatHex(whole.thumbnail())).toString();
  }

  Path target(ExportFormat format) {
    return target("exported", format);
  }

  Path target(String name, ExportFormat format) {
    return folder.resolve(format == ExportFormat.PARQUET ? name + ".parquet" : name);
  }

  ExportResult export(String name, Path target, ExportFormat format) {
    try (PictureStore store = storage.openToRead(name).orElseThrow()) {
      return new Export(store, new Silence(), () -> false).to(target, format, false);
    }
  }

  /// Verified, as the command does it.
  ImportResult take(Path export, String name) {
    return take(export, name, new Silence(), Map.of());
  }

  ImportResult take(
      Path export, String name, IndexProgress progress, Map<String, Path> directories) {
    try (Import source = Import.open(export, directories)) {
      try (PictureStore there = storage.openToRead(name).orElse(null)) {
        if (there != null) {
          source.requireFits(there.info(), there.roots());
        }
      }
      assertThat(source.verify(new Silence(), () -> false)).isTrue();
      try (PictureStore store = write(name, source.model())) {
        return source.into(store, progress, () -> false);
      }
    }
  }

  /// All bytes of an export, by file.
  static Map<String, byte[]> bytes(Path export) throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(export)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(export.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return bytes;
  }

  /// What lies beside the collections.
  List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals("collections"))
          .sorted()
          .toList();
    }
  }

  static List<KnownFile> known(PictureStore store, String root) {
    List<KnownFile> files = new ArrayList<>();
    store.forEachFile(root, files::add);
    return files;
  }
}
