package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.Folders;
import dev.pictor.clip.support.LargeFiles;
import dev.pictor.clip.support.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Folders in Hugging Face's layout: the same numbers as the original's, and the same model where
/// the weights are the same.
class HuggingFaceModelTest {
  @TempDir Path folder;

  @Test
  void microFolder_agreesWithTheOriginal_andIsTheSameModel() throws IOException {
    try (Clip clip = open(Folders.micro(folder.resolve("micro")));
        Clip openAi = open(Fixtures.resource("micro/openai_micro.pt"))) {
      assertThat(clip.fingerprint()).isEqualTo(openAi.fingerprint());
      assertThat(difference(clip)).isLessThan(1e-5);
    }
  }

  @Test
  void weightFileInTheFolder_standsForTheFolder() {
    Path micro = Folders.micro(folder.resolve("micro"));
    try (Clip whole = open(micro);
        Clip file = open(micro.resolve("model.safetensors"))) {
      assertThat(file.fingerprint()).isEqualTo(whole.fingerprint());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "valid/hf_micro_no_metadata_no_padding.safetensors, model.safetensors, 1e-5",
    "valid/hf_micro_pytorch_model.bin, pytorch_model.bin, 1e-5",
    "valid/hf_micro_bf16.safetensors, model.safetensors, 2e-2",
  })
  void otherForms_areReadAsWell(String file, String name, double allowed) throws IOException {
    Path config = Fixtures.resource("micro/hf_micro_config.json");
    Path other = Folders.of(folder.resolve("other"), config, LargeFiles.unpacked(file), name);
    try (Clip clip = open(other)) {
      assertThat(difference(clip)).isLessThan(allowed);
    }
  }

  @Test
  void safetensors_comeBeforeBin() throws IOException {
    Path micro = Folders.micro(folder.resolve("micro"));
    Files.writeString(micro.resolve("pytorch_model.bin"), "never read");
    try (Clip clip = open(micro)) {
      assertThat(clip.config().embeddingDimension()).isEqualTo(8);
    }
  }

  @Test
  void changedConfiguration_isAnotherModelInTheSameCache() throws IOException {
    Path micro = Folders.micro(folder.resolve("micro"));
    String before;
    try (Clip clip = open(micro)) {
      before = clip.fingerprint();
    }
    Path config = micro.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("quick_gelu", "gelu"));
    try (Clip clip = open(micro)) {
      assertThat(clip.config().text().activation()).isEqualTo(ClipConfig.Activation.GELU);
      assertThat(clip.fingerprint()).isNotEqualTo(before);
      assertThat(difference(clip)).isGreaterThan(1e-4);
    }
  }

  @Test
  void towersMayDifferInActivation() {
    Path mixed =
        Folders.of(
            folder.resolve("mixed"),
            Fixtures.resource("adversarial/config/activations_differ.json"),
            Fixtures.resource("micro/hf_micro_f32.safetensors"),
            "model.safetensors");
    try (Clip clip = open(mixed)) {
      assertThat(clip.config().image().activation()).isEqualTo(ClipConfig.Activation.QUICK_GELU);
      assertThat(clip.config().text().activation()).isEqualTo(ClipConfig.Activation.GELU);
    }
  }

  @Test
  void endToken_isWhereTheTextIsReadOut() throws IOException {
    Path micro = Folders.micro(folder.resolve("micro"));
    Path config = micro.resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replace("\"eos_token_id\": 2", "\"eos_token_id\": 5"));
    try (Clip clip = open(micro)) {
      assertThat(clip.config().text().endToken()).isEqualTo(5);
      assertThat(clip.encodeTokens(List.of(new int[] {30, 7, 5, 31, 5})))
          .isEqualTo(clip.encodeTokens(List.of(new int[] {30, 7, 5})));
    }
  }

  @Test
  void preprocessorConfiguration_isHonouredAndPartOfTheFingerprint() throws IOException {
    Path micro = Folders.micro(folder.resolve("micro"));
    String before;
    try (Clip clip = open(micro)) {
      before = clip.fingerprint();
    }
    Path preprocessor = micro.resolve("preprocessor_config.json");
    Files.writeString(preprocessor, "{\"size\": {\"shortest_edge\": 16}, \"crop_size\": 16}");
    try (Clip clip = open(micro)) {
      assertThat(clip.fingerprint()).isEqualTo(before);
    }
    Files.writeString(preprocessor, "{\"image_mean\": [0, 0, 0], \"image_std\": [1, 1, 1]}");
    try (Clip clip = open(micro)) {
      assertThat(clip.fingerprint()).isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"resample\": 2}            | field resample is 2",
        "{\"do_center_crop\": false}  | field do_center_crop is false",
        "{\"crop_size\": 224}         | field crop_size is 224",
        "{\"size\": {\"height\": 16}} | field size is",
        "{\"size\": 8}                | field size is 8",
        "{\"image_mean\": [1]}        | field image_mean is [1]",
        "{\"image_std\": [1, 0, 1]}   | field image_std is [1,0,1]",
      })
  void preprocessing_thatWeCannotDo_isRefusedByName(String json, String reason) throws IOException {
    Path micro = Folders.micro(folder.resolve("micro"));
    Files.writeString(micro.resolve("preprocessor_config.json"), json);

    assertThatThrownBy(() -> open(micro).close())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("preprocessor_config.json")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "pytorch_model.bin"})
  void tinyFolder_isTheSameModelAsOpenAis(String weights) throws IOException {
    Path config = Fixtures.reference("models/tiny-hf/config.json");
    Path file = Fixtures.reference("models/tiny-hf/" + weights);
    Path tiny = Folders.of(folder.resolve("tiny"), config, file, weights);
    try (Clip clip = open(tiny);
        Clip openAi = open(Fixtures.reference("models/tiny-openai/ViT-tiny-32.pt"))) {
      assertThat(clip.fingerprint()).isEqualTo(openAi.fingerprint());
      assertThat(clip.config()).isEqualTo(openAi.config());
      assertAgrees(clip, "models/tiny-openai/expected/");
    }
  }

  @Test
  void tinyFolderWithGelu_agreesWithTheOriginal() throws IOException {
    Path gelu =
        Folders.of(
            folder.resolve("gelu"),
            Fixtures.reference("models/tiny-openclip-gelu/config.json"),
            Fixtures.reference("models/tiny-hf/model.safetensors"),
            "model.safetensors");
    try (Clip clip = open(gelu)) {
      assertAgrees(clip, "models/tiny-openclip-gelu/expected/");
    }
  }

  private static void assertAgrees(Clip clip, String expected) throws IOException {
    List<Embedding> images = new ArrayList<>();
    for (JsonNode name :
        JsonMapper.shared().readTree(Fixtures.reference(expected + "images.json").toFile())) {
      images.addAll(
          clip.encodePixels(
              List.of(
                  Npy.read(
                          Fixtures.reference(
                              "preprocess/tensors/%s.npy.gz".formatted(name.asString())))
                      .floats())));
    }
    List<Embedding> texts =
        clip.encodeTokens(Rows.ints(Npy.read(Fixtures.reference(expected + "text_ids.npy"))));

    assertThat(
            Rows.maxDifference(
                Rows.of(images), rows(Fixtures.reference(expected + "image_embeds_norm.npy"))))
        .isLessThan(1e-5);
    assertThat(
            Rows.maxDifference(
                Rows.of(texts), rows(Fixtures.reference(expected + "text_embeds_norm.npy"))))
        .isLessThan(1e-5);
  }

  /// How far the micro model is from the original's embeddings, images and texts.
  private static double difference(Clip clip) throws IOException {
    List<Embedding> images = clip.encodePixels(rows(micro("micro_image.npy")));
    List<Embedding> texts = clip.encodeTokens(Rows.ints(Npy.read(micro("micro_text_ids.npy"))));
    return Math.max(
        Rows.maxDifference(Rows.of(images), Rows.normalized(rows(micro("micro_image_embeds.npy")))),
        Rows.maxDifference(Rows.of(texts), Rows.normalized(rows(micro("micro_text_embeds.npy")))));
  }

  private static List<float[]> rows(Path file) throws IOException {
    return Rows.floats(Npy.read(file));
  }

  private static Path micro(String name) {
    return Fixtures.resource("micro/" + name);
  }

  private Clip open(Path model) {
    return Clip.open(model, ClipOptions.defaults().withCacheDirectory(folder.resolve("cache")));
  }
}
