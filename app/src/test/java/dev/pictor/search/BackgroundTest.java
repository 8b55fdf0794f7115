package dev.pictor.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.Clip;
import dev.pictor.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of the usual queries.
class BackgroundTest {
  @TempDir private Path cache = Path.of("");

  @Test
  void prepare_readsWhatWasKept() throws IOException {
    Clip clip = Clip.open(TestModels.tiny());
    new Background(cache).prepare(clip);
    List<Path> kept = kept();
    assertThat(kept).hasSize(1);
    clip.close();

    new Background(cache).prepare(clip);
    Files.write(kept.getFirst(), new byte[100]);
    assertThatThrownBy(() -> new Background(cache).prepare(clip))
        .as("what is damaged is encoded again")
        .hasMessageEndingWith("is closed.");
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("background"))) {
      return files.toList();
    }
  }
}
