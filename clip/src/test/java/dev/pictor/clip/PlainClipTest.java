package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.Folders;
import dev.pictor.clip.support.PlainClip;
import dev.pictor.clip.support.Rows;
import dev.pictor.clip.support.TestTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The yardstick of other tests against what the original code computed.
class PlainClipTest {
  @TempDir Path cache;

  @Test
  void microModel_agreesWithTheOriginal() throws IOException {
    Path micro = Fixtures.resource("micro/openai_micro.pt");
    PlainClip plain = plain(micro);

    assertAgrees(
        Rows.floats(Npy.read(Fixtures.resource("micro/micro_image.npy"))).stream()
            .map(plain::encodePixels)
            .toList(),
        Fixtures.resource("micro/micro_image_embeds.npy"));
    assertAgrees(
        texts(plain, Fixtures.resource("micro/micro_text_ids.npy"), 31),
        Fixtures.resource("micro/micro_text_embeds.npy"));
  }

  @Test
  void tinyModel_agreesWithTheOriginal() throws IOException {
    PlainClip plain = plain(Fixtures.reference("models/tiny-openai/ViT-tiny-32.pt"));

    assertAgrees(
        texts(plain, Fixtures.reference("models/tiny-openai/expected/text_ids.npy"), 49_407),
        Fixtures.reference("models/tiny-openai/expected/text_embeds.npy"));
  }

  @Test
  void gelu_agreesWithTheOriginal() throws IOException {
    Path reference = Fixtures.reference("models/tiny-openclip-gelu");
    Path weights = Fixtures.reference("models/tiny-hf/model.safetensors");
    Path gelu =
        Folders.of(
            cache.resolve("gelu"), reference.resolve("config.json"), weights, "model.safetensors");
    ClipConfig config;
    try (Clip clip = Clip.open(gelu, ClipOptions.defaults().withCacheDirectory(cache))) {
      config = clip.config();
    }
    PlainClip plain =
        new PlainClip(
            config, TestTensor.readAll(Fixtures.reference("models/tiny-openai/ViT-tiny-32.pt")));

    assertThat(config.text().activation()).isEqualTo(ClipConfig.Activation.GELU);
    assertAgrees(
        texts(plain, reference.resolve("expected/text_ids.npy"), 49_407),
        reference.resolve("expected/text_embeds.npy"));
  }

  private PlainClip plain(Path file) {
    try (Clip clip = Clip.open(file, ClipOptions.defaults().withCacheDirectory(cache))) {
      return new PlainClip(clip.config(), TestTensor.readAll(file));
    }
  }

  private static List<float[]> texts(PlainClip plain, Path ids, int end) throws IOException {
    return Rows.ints(Npy.read(ids)).stream()
        .map(text -> Arrays.copyOf(text, 1 + Arrays.stream(text).boxed().toList().indexOf(end)))
        .map(plain::encodeTokens)
        .toList();
  }

  private static void assertAgrees(List<float[]> actual, Path expected) throws IOException {
    assertThat(
            Rows.maxDifference(
                Rows.normalized(actual), Rows.normalized(Rows.floats(Npy.read(expected)))))
        .isLessThan(2e-6);
  }
}
