package dev.pictor.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.indexing.IndexProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a killed process is continued: `DemoIT`.
class DemoPicturesTest {
  @TempDir private Path temporary;

  @Test
  void draw_thatIsStoppedKeepsWhatItHasAndIsContinued() throws IOException {
    DemoPictures pictures = new DemoPictures(temporary.resolve("demo/pictures"));
    Count first = new Count();

    assertThat(pictures.draw(first, () -> first.done >= 5)).isFalse();

    assertThat(pictures.areComplete()).isFalse();
    List<Path> kept = files(pictures.folder());
    assertThat(kept).hasSize(first.done).hasSizeBetween(5, 50);
    byte[] content = Files.readAllBytes(kept.getFirst());
    Object inode = Files.getAttribute(kept.getFirst(), "unix:ino");
    Files.delete(kept.getLast());

    Count second = new Count();
    assertThat(pictures.draw(second, () -> second.done >= 5)).isFalse();

    assertThat(second.found).isEqualTo(600 - kept.size() + 1);
    assertThat(files(pictures.folder())).hasSize(kept.size() - 1 + second.done).containsAll(kept);
    assertThat(kept.getFirst()).hasBinaryContent(content);
    assertThat(Files.getAttribute(kept.getFirst(), "unix:ino")).isEqualTo(inode);
  }

  @Test
  void draw_makesEveryPictureOnce() throws IOException {
    DemoPictures pictures = new DemoPictures(temporary);
    List<DemoPicture> all = DemoPicture.all();
    for (DemoPicture picture : all.subList(3, all.size())) { // as if drawn before
      Path file = temporary.resolve(picture.path());
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }

    assertThat(pictures.draw(new Count(), () -> false)).isTrue();

    assertThat(pictures.areComplete()).isTrue();
    for (DemoPicture picture : all.subList(0, 3)) {
      assertThat(temporary.resolve(picture.path())).hasBinaryContent(PictureFile.of(picture));
    }
    assertThat(files(temporary)).hasSize(600);
    Files.delete(temporary.resolve(all.getFirst().path()));
    assertThat(pictures.draw(new Count(), () -> false)).isTrue();
    assertThat(temporary.resolve(all.getFirst().path())).doesNotExist();
  }

  @Test
  void draw_whereNothingCanBeWrittenSaysWhere() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> new DemoPictures(file).draw(new Count(), () -> false))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("PICTOR_HOME");
  }

  /// Pictures; the hidden files around them are not indexed.
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(
          files
              .filter(file -> file.toString().matches(".*/IMG_\\d+\\.(jpg|png)"))
              .sorted()
              .toList());
    }
  }

  private static final class Count implements IndexProgress {
    private volatile int done;
    private volatile long found;

    @Override
    public synchronized void update(Snapshot snapshot) {
      done = (int) Math.max(done, snapshot.done());
      found = snapshot.found();
    }

    @Override
    public void failed(String path, String reason) {}

    @Override
    public void linkSkipped(String path, Path destination) {}
  }
}
