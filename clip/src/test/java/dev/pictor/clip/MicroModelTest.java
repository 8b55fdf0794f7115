package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine against what the original code computes with the smallest possible CLIP: one block,
/// one head, in OpenAI's format.
class MicroModelTest {
  @TempDir Path cache;

  @Test
  void encodePixels_agreesWithTheOriginal() throws IOException {
    try (Clip clip = open()) {
      List<Embedding> embeddings = clip.encodePixels(Rows.floats(array("micro_image.npy")));

      assertThat(difference(embeddings, "micro_image_embeds.npy")).isLessThan(1e-5);
    }
  }

  @Test
  void encodeTokens_agreesWithTheOriginal() throws IOException {
    try (Clip clip = open()) {
      List<Embedding> embeddings = clip.encodeTokens(Rows.ints(array("micro_text_ids.npy")));

      assertThat(difference(embeddings, "micro_text_embeds.npy")).isLessThan(1e-5);
    }
  }

  private static double difference(List<Embedding> actual, String expected) throws IOException {
    return Rows.maxDifference(Rows.of(actual), Rows.normalized(Rows.floats(array(expected))));
  }

  private static Npy array(String name) throws IOException {
    return Npy.read(Fixtures.resource("micro/" + name));
  }

  private Clip open() {
    return Clip.open(
        Fixtures.resource("micro/openai_micro.pt"),
        ClipOptions.defaults().withCacheDirectory(cache));
  }
}
