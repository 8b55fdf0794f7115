package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.Rows;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The converted copy: saves reading the weights again, and can be lost or broken at any moment.
class WeightCacheTest {
  @TempDir Path folder;
  Path model;
  Path cache;
  List<float[]> pictures;

  @BeforeEach
  void copyModel() throws IOException {
    model = Files.copy(Fixtures.resource("micro/openai_micro.pt"), folder.resolve("model.pt"));
    cache = folder.resolve("cache");
    pictures = Rows.floats(Npy.read(Fixtures.resource("micro/micro_image.npy")));
  }

  @Test
  void secondOpening_doesNotReadTheWeights() throws IOException {
    List<Embedding> first = encode();
    overwriteWithGarbage(Files.getLastModifiedTime(model));

    assertThat(encode()).isEqualTo(first);
  }

  @Test
  void changedFile_isReadAgain() throws IOException {
    encode();
    overwriteWithGarbage(FileTime.from(Instant.now().plusSeconds(2)));

    assertThatThrownBy(this::encode)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("not a zip archive");
  }

  @Test
  void bothPreprocessings_shareOneCopyButNoFingerprint() throws IOException {
    try (Clip upright = open(Preprocessing.UPRIGHT);
        Clip original = open(Preprocessing.ORIGINAL)) {
      assertThat(upright.fingerprint()).hasSize(64).isNotEqualTo(original.fingerprint());
      assertThat(upright.preprocessing()).isEqualTo(Preprocessing.UPRIGHT);
      assertThat(files(".weights")).hasSize(1);
    }
  }

  @Test
  void cacheDeletedUnderAnOpenModel_harmsNothing() throws IOException {
    List<Embedding> expected = encode();
    try (Clip clip = open(Preprocessing.UPRIGHT)) {
      deleteAll(cache);

      assertThat(clip.encodePixels(pictures)).isEqualTo(expected);
    }
    assertThat(encode()).isEqualTo(expected);
  }

  @Test
  void cutCopy_isMadeAnew() throws IOException {
    List<Embedding> expected = encode();
    Path copy = files(".weights").getFirst();
    long size = Files.size(copy);
    try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
      file.setLength(size - 100);
    }

    assertThat(encode()).isEqualTo(expected);
    assertThat(files(".weights")).hasSize(1);
    assertThat(Files.size(copy)).isEqualTo(size);
  }

  @Test
  void damagedHeader_isMadeAnew() throws IOException {
    List<Embedding> expected = encode();
    Path copy = files(".weights").getFirst();
    byte[] sound = Files.readAllBytes(copy);
    for (int position : new int[] {0, 9, 30, 100, 4095}) {
      byte[] damaged = sound.clone();
      damaged[position] ^= 1;
      Files.write(copy, damaged);

      assertThat(encode()).isEqualTo(expected);
      assertThat(Files.readAllBytes(copy)).isEqualTo(sound);
    }
  }

  @Test
  void damagedRecord_isMadeAnew() throws IOException {
    List<Embedding> expected = encode();
    Files.writeString(files(".source").getFirst(), "../../nowhere");

    assertThat(encode()).isEqualTo(expected);
  }

  @Test
  void folderThatCannotBeWritten_keepsTheWeightsInMemory() throws IOException {
    List<Embedding> expected = encode();
    cache = Files.createFile(folder.resolve("file")).resolve("cache");

    assertThat(encode()).isEqualTo(expected);
  }

  @Test
  void openingAtOnce_endsWell() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Callable<List<Embedding>>> openings = List.of(this::encode, this::encode, this::encode);
      List<Future<List<Embedding>>> results = pool.invokeAll(openings);
      for (Future<List<Embedding>> result : results) {
        assertThat(result.get()).isEqualTo(encode());
      }
    }
    assertThat(files(".weights")).hasSize(1);
    assertThat(files(".part")).isEmpty();
  }

  @Test
  void abandonedParts_areCleared() throws IOException {
    Path models = Files.createDirectories(cache.resolve("models"));
    Path old = Files.createFile(models.resolve(".old.part"));
    Path fresh = Files.createFile(models.resolve(".fresh.part"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    encode();

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  private List<Embedding> encode() {
    try (Clip clip = open(Preprocessing.UPRIGHT)) {
      return clip.encodePixels(pictures);
    }
  }

  private Clip open(Preprocessing preprocessing) {
    return Clip.open(model, ClipOptions.defaults().withCacheDirectory(cache).with(preprocessing));
  }

  private void overwriteWithGarbage(FileTime time) throws IOException {
    Files.write(model, new byte[Math.toIntExact(Files.size(model))]);
    Files.setLastModifiedTime(model, time);
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("models"))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
