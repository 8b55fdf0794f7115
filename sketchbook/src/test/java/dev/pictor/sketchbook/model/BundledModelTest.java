package dev.pictor.sketchbook.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledModelTest {
  private static final List<String> FILES =
      List.of(
          "config.json",
          "merges.txt",
          "model.safetensors",
          "preprocessor_config.json",
          "vocab.json");

  @TempDir private Path temporary;

  private static byte[] resource(String name) throws IOException {
    try (InputStream resource = BundledModel.class.getResourceAsStream(name)) {
      assertThat(resource).isNotNull();
      return resource.readAllBytes();
    }
  }

  private static List<String> namesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Checked while it is open, too: a temporary folder is gone afterwards.
  private static Path openedWhole(Path cache) {
    return BundledModel.read()
        .open(
            cache,
            folder -> {
              try {
                for (String name : FILES) {
                  assertThat(folder.resolve(name)).hasBinaryContent(resource(name));
                }
                return folder;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Test
  void open_unpacksEveryFileAndKeepsItForTheNextTime() throws IOException {
    Path folder = openedWhole(temporary.resolve("cache"));
    Object key = Files.readAttributes(folder.resolve("model.safetensors"), "unix:ino");

    assertThat(openedWhole(temporary.resolve("cache"))).isEqualTo(folder);
    assertThat(folder.getParent()).isEqualTo(temporary.resolve("cache"));
    assertThat(Files.readAttributes(folder.resolve("model.safetensors"), "unix:ino"))
        .isEqualTo(key);
  }

  @Test
  void open_replacesDamagedAndMissingFiles() throws IOException {
    Path folder = openedWhole(temporary);
    byte[] damaged = resource("model.safetensors");
    damaged[damaged.length / 2] ^= 1;
    Files.write(folder.resolve("model.safetensors"), damaged);
    Files.writeString(folder.resolve("config.json"), "{");
    Files.delete(folder.resolve("merges.txt"));

    assertThat(openedWhole(temporary)).isEqualTo(folder);
    assertThat(namesIn(folder)).isEqualTo(FILES);
  }

  @Test
  void open_byManyAtOnceGivesEachAWholeModel() throws Exception {
    int many = 8;
    CyclicBarrier start = new CyclicBarrier(many);
    Callable<Path> opening =
        () -> {
          start.await();
          return openedWhole(temporary);
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
      List<Future<Path>> opened =
          IntStream.range(0, many).mapToObj(_ -> threads.submit(opening)).toList();
      for (Future<Path> one : opened) {
        assertThat(one.get()).isEqualTo(opened.getFirst().get());
      }
    }
    Path folder = openedWhole(temporary);
    assertThat(namesIn(temporary)).containsExactly(folder.getFileName().toString());
    assertThat(namesIn(folder)).isEqualTo(FILES);
  }

  /// A file in the way of the folder stops root as well, whom permissions do not.
  @Test
  void open_whereTheCacheCannotBeWrittenUsesATemporaryFolderAndDeletesIt() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    Path folder = openedWhole(file);

    assertThat(folder).doesNotExist();
    assertThat(file).isEmptyFile();
  }

  @Test
  void open_deletesTheTemporaryFolderAlsoWhenTheModelCannotBeOpened() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    Path[] seen = new Path[1];

    assertThatThrownBy(
            () ->
                BundledModel.read()
                    .open(
                        file,
                        folder -> {
                          seen[0] = folder;
                          throw new IllegalArgumentException("refused");
                        }))
        .hasMessage("refused");
    assertThat(seen[0]).isNotNull().doesNotExist();
  }
}
