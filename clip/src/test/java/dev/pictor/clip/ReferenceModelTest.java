package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The engine against the original code on a model with three blocks a tower and OpenAI's
/// vocabulary, given the original's own pixels and token ids.
class ReferenceModelTest {
  private static final String MODEL = "models/tiny-openai/";

  @TempDir static Path cache;
  static Clip clip;

  @BeforeAll
  static void open() {
    clip =
        Clip.open(
            Fixtures.reference(MODEL + "ViT-tiny-32.pt"),
            ClipOptions.defaults().withCacheDirectory(cache).with(Preprocessing.ORIGINAL));
  }

  @AfterAll
  static void close() {
    if (clip != null) {
      clip.close();
    }
  }

  @Test
  void config_followsFromTheTensors() {
    assertThat(clip.config())
        .isEqualTo(
            new ClipConfig(
                64,
                new ClipConfig.ImageTower(
                    224, 32, 128, 3, 2, 512, ClipConfig.Activation.QUICK_GELU, 1e-5),
                new ClipConfig.TextTower(
                    77, 49_408, 64, 3, 1, 256, ClipConfig.Activation.QUICK_GELU, 1e-5, 49_407)));
  }

  @Test
  void encodePixels_agreesWithTheOriginal() throws IOException {
    List<Embedding> embeddings = clip.encodePixels(pictures());

    assertThat(Rows.maxDifference(Rows.of(embeddings), expected("image_embeds_norm.npy")))
        .isLessThan(1e-5);
  }

  @Test
  void encodeTokens_agreesWithTheOriginal() throws IOException {
    List<Embedding> embeddings = clip.encodeTokens(texts());

    assertThat(Rows.maxDifference(Rows.of(embeddings), expected("text_embeds_norm.npy")))
        .isLessThan(1e-5);
  }

  @Test
  void encodePixels_doesNotDependOnTheBatch() throws IOException {
    List<float[]> pictures = pictures();
    List<Embedding> alone = new ArrayList<>();
    for (float[] picture : pictures) {
      alone.addAll(clip.encodePixels(List.of(picture)));
    }

    assertThat(Rows.maxDifference(Rows.of(alone), Rows.of(clip.encodePixels(pictures))))
        .isLessThan(1e-6);
  }

  @Test
  void encodeTokens_doesNotDependOnTheBatch() throws IOException {
    List<int[]> texts = texts();
    List<Embedding> alone = new ArrayList<>();
    for (int[] text : texts) {
      alone.addAll(clip.encodeTokens(List.of(text)));
    }

    assertThat(Rows.maxDifference(Rows.of(alone), Rows.of(clip.encodeTokens(texts))))
        .isLessThan(1e-6);
  }

  @Test
  void encodeTokens_ignoresWhatFollowsTheEnd() throws IOException {
    List<int[]> padded = texts();
    List<int[]> cut = padded.stream().map(ReferenceModelTest::cutBehindEnd).toList();

    assertThat(cut.stream().mapToInt(ids -> ids.length).distinct().count()).isGreaterThan(5);
    assertThat(clip.encodeTokens(cut)).isEqualTo(clip.encodeTokens(padded));
  }

  @Test
  void encodeTexts_agreesWithTheOriginal() throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonNode line : json("texts.json")) {
      texts.add(line.get("text").asString());
    }

    assertThat(
            Rows.maxDifference(Rows.of(clip.encodeTexts(texts)), expected("text_embeds_norm.npy")))
        .isLessThan(1e-5);
  }

  /// From the file to the embedding: decoding and preprocessing included, JPEGs too.
  @Test
  void encodeImage_agreesWithTheOriginal() throws IOException {
    List<Embedding> embeddings = new ArrayList<>();
    for (JsonNode name : json("images.json")) {
      embeddings.add(clip.encodeImage(Fixtures.reference("preprocess/images/" + name.asString())));
    }

    assertThat(Rows.maxDifference(Rows.of(embeddings), expected("image_embeds_norm.npy")))
        .isLessThan(1e-5);
  }

  private static int[] cutBehindEnd(int[] ids) {
    int end = 0;
    while (ids[end] != 49_407) {
      end++;
    }
    return Arrays.copyOf(ids, end + 1);
  }

  private static List<float[]> pictures() throws IOException {
    List<float[]> pictures = new ArrayList<>();
    for (JsonNode name : json("images.json")) {
      String tensor = "preprocess/tensors/%s.npy.gz".formatted(name.asString());
      pictures.add(Npy.read(Fixtures.reference(tensor)).floats());
    }
    return pictures;
  }

  private static List<int[]> texts() throws IOException {
    return Rows.ints(Npy.read(Fixtures.reference(MODEL + "expected/text_ids.npy")));
  }

  private static JsonNode json(String name) {
    return JsonMapper.shared().readTree(Fixtures.reference(MODEL + "expected/" + name).toFile());
  }

  private static List<float[]> expected(String name) throws IOException {
    return Rows.floats(Npy.read(Fixtures.reference(MODEL + "expected/" + name)));
  }
}
