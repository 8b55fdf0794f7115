package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.PlainClip;
import dev.pictor.clip.support.Rows;
import dev.pictor.clip.support.SafetensorsWriter;
import dev.pictor.clip.support.TestTensor;
import dev.pictor.clip.support.TorchWriter;
import dev.pictor.clip.weights.RandomModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders in OpenCLIP's layout: OpenAI's tensor names, and a configuration.
class OpenClipModelTest {
  private static final String MICRO =
      """
      {"model_cfg": {"embed_dim": 8, "quick_gelu": true,
        "vision_cfg": {"image_size": 16, "layers": 1, "width": 64, "patch_size": 8},
        "text_cfg": {"context_length": 8, "vocab_size": 32, "width": 64, "heads": 1, "layers": 1}},
       "preprocess_cfg": {"mean": [0.48145466, 0.4578275, 0.40821073],
        "std": [0.26862954, 0.26130258, 0.27577711]}}
      """;

  @TempDir Path folder;
  Path model;

  @BeforeEach
  void makeFolder() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
  }

  @Test
  void safetensors_areTheSameModelAsOpenAis() throws IOException {
    writeConfig(MICRO);
    SafetensorsWriter.write(model.resolve("open_clip_model.safetensors"), micro(""));

    assertIsTheMicroModel(model);
    assertIsTheMicroModel(model.resolve("open_clip_model.safetensors"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "module."})
  void pickle_isTheSameModelAsOpenAis(String prefix) throws IOException {
    writeConfig(MICRO);
    TorchWriter.stateDict(model.resolve("open_clip_pytorch_model.bin"), micro(prefix));

    assertIsTheMicroModel(model);
  }

  @Test
  void textTowerSetApart_isTheSameModel() throws IOException {
    writeConfig(MICRO.replace("\"embed_dim\"", "\"custom_text\": true, \"embed_dim\""));
    Map<String, TestTensor> renamed = new LinkedHashMap<>();
    micro("")
        .forEach(
            (name, tensor) ->
                renamed.put(
                    name.startsWith("visual.") || name.equals("logit_scale")
                        ? name
                        : "text." + name,
                    tensor));
    SafetensorsWriter.write(model.resolve("open_clip_model.safetensors"), renamed);

    assertIsTheMicroModel(model);
  }

  @Test
  void architecture_followsFromTheConfiguration() throws IOException {
    ClipConfig config =
        new ClipConfig(
            24,
            new ImageTower(24, 8, 160, 2, 2, 698, Activation.GELU, 1e-5),
            new TextTower(10, 50, 96, 1, 3, 384, Activation.GELU, 1e-5, 49));
    writeConfig(
        """
        {"model_cfg": {"embed_dim": 24,
          "vision_cfg": {"image_size": [24, 24], "layers": 2, "width": 160, "head_width": 80,
            "mlp_ratio": 4.3637, "patch_size": 8, "patch_dropout": 0.5, "attentional_pool": false},
          "text_cfg": {"context_length": 10, "vocab_size": 50, "width": 96, "heads": 3,
            "layers": 1, "hf_model_name": null}}}
        """);
    Map<String, TestTensor> tensors = RandomModel.tensors(config, 20_266);
    SafetensorsWriter.write(model.resolve("open_clip_model.safetensors"), tensors);
    PlainClip plain = new PlainClip(config, tensors);
    float[] pixels = new float[3 * 24 * 24];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i * 37 % 101) / 50f - 1;
    }
    int[] text = {48, 3, 5, 49};

    try (Clip clip = open(model)) {
      assertThat(clip.config()).isEqualTo(config);
      assertThat(difference(clip.encodePixels(List.of(pixels)), plain.encodePixels(pixels)))
          .isLessThan(1e-5);
      assertThat(difference(clip.encodeTokens(List.of(text)), plain.encodeTokens(text)))
          .isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, tiny-openai", "false, tiny-openclip-gelu"})
  void activation_comesFromTheConfiguration(boolean quick, String expected) throws IOException {
    Path reference = Fixtures.reference("models/tiny-openai/ViT-tiny-32.pt");
    writeConfig(
        """
        {"model_cfg": {"embed_dim": 64, %s
          "vision_cfg": {"image_size": 224, "layers": 3, "width": 128, "patch_size": 32},
          "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 64, "heads": 1,
            "layers": 3}}}
        """
            .formatted(quick ? "\"quick_gelu\": true," : ""));
    TorchWriter.stateDict(
        model.resolve("open_clip_pytorch_model.bin"), TestTensor.readAll(reference));
    Path values = Fixtures.reference("models/%s/expected".formatted(expected));

    try (Clip clip = open(model)) {
      List<Embedding> texts =
          clip.encodeTokens(Rows.ints(Npy.read(values.resolve("text_ids.npy"))));
      assertThat(
              Rows.maxDifference(
                  Rows.of(texts), Rows.floats(Npy.read(values.resolve("text_embeds_norm.npy")))))
          .isLessThan(1e-5);
      assertThat(clip.tokenizer().vocabularySize()).isEqualTo(49_408);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"open_clip_pytorch_model.bin", "open_clip_model.safetensors"})
  void weightsAlone_areRefused(String name) throws IOException {
    Path file = model.resolve(name);
    if (name.endsWith(".bin")) {
      TorchWriter.stateDict(file, micro(""));
    } else {
      SafetensorsWriter.write(file, micro(""));
    }

    assertRefused(file, file, "which activation", "open_clip_config.json");
    assertRefused(model, model, "open_clip_config.json");
  }

  @Test
  void weightsUnderAnotherName_areReadWithAWarning() throws IOException {
    Path bare = TorchWriter.stateDict(folder.resolve("some.pt"), micro(""));
    Path openAi = Fixtures.resource("micro/openai_micro.pt");

    assertThat(warnings(bare)).singleElement().asString().contains("QuickGELU", "some.pt");
    assertThat(warnings(openAi)).isEmpty();
  }

  @Test
  void preprocessing_isHonoured() throws IOException {
    SafetensorsWriter.write(model.resolve("open_clip_model.safetensors"), micro(""));
    writeConfig(MICRO);
    String usual = fingerprint();
    writeConfig(
        MICRO.replace(
            "\"mean\"", "\"interpolation\": \"bicubic\", \"size\": [3, 16, 16], \"mean\""));
    assertThat(fingerprint()).isEqualTo(usual);
    writeConfig(MICRO.replace("0.48145466", "0.5"));
    assertThat(fingerprint()).isNotEqualTo(usual);
  }

  @Test
  void folderOfBothLayouts_isReadAsHuggingFaces() throws IOException {
    Files.copy(
        Fixtures.resource("micro/hf_micro_f32.safetensors"), model.resolve("model.safetensors"));
    Files.copy(Fixtures.resource("micro/hf_micro_config.json"), model.resolve("config.json"));
    writeConfig("{}");
    assertIsTheMicroModel(model);

    Files.delete(model.resolve("model.safetensors"));
    writeConfig(MICRO);
    SafetensorsWriter.write(model.resolve("open_clip_model.safetensors"), micro(""));
    assertIsTheMicroModel(model);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"embed_dim\": 8      | \"embed_dim\": 9               | 'visual.proj' has the shape [64, 8]",
        "\"embed_dim\": 8,     |                                | field model_cfg.embed_dim is missing",
        "\"patch_size\": 8     | \"patch_size\": 7              | vision_cfg.patch_size is 7",
        "\"patch_size\": 8     | \"head_width\": 63             | vision_cfg.head_width is 63",
        "\"patch_size\": 8     | \"no_ln_pre\": true            | vision_cfg.no_ln_pre is true",
        "\"patch_size\": 8     | \"pool_type\": \"avg\"         | vision_cfg.pool_type is \"avg\"",
        "\"patch_size\": 8     | \"timm_model_name\": \"vit\"   | vision_cfg.timm_model_name is \"vit\"",
        "\"layers\": 1         | \"layers\": [3, 4, 6, 3]       | a ResNet as image tower is not supported",
        "\"layers\": 1         | \"layers\": 2                  | vision_cfg.layers is 2",
        "\"layers\": 1         | \"mlp_ratio\": 1e300           | vision_cfg.mlp_ratio is",
        "\"heads\": 1          | \"heads\": 5                   | text_cfg.heads is 5",
        "\"heads\": 1          | \"heads\": 0                   | text_cfg.heads is 0",
        "\"heads\": 1          | \"no_causal_mask\": true       | text_cfg.no_causal_mask is true",
        "\"heads\": 1          | \"hf_tokenizer_name\": \"bert\"| text_cfg.hf_tokenizer_name is \"bert\"",
        "\"quick_gelu\": true  | \"quick_gelu\": 1              | model_cfg.quick_gelu is 1",
        "\"quick_gelu\": true  | \"multimodal_cfg\": {\"a\": 1} | model_cfg.multimodal_cfg is",
        "\"vision_cfg\"        | \"vision\"                     | model_cfg.vision_cfg is missing",
        "\"model_cfg\"         | \"model\"                      | field model_cfg is missing",
        "\"std\"               | \"resize_mode\": \"squash\", \"std\" | preprocess_cfg.resize_mode is \"squash\"",
        "\"std\"               | \"size\": 224, \"std\"         | preprocess_cfg.size is 224",
      })
  void configuration_thatWeCannotFollow_isRefusedByName(String field, String other, String reason)
      throws IOException {
    String config = MICRO;
    int at = config.indexOf(field);
    writeConfig(
        config.substring(0, at)
            + (other == null ? "" : other)
            + config.substring(at + field.length()));
    SafetensorsWriter.write(model.resolve("open_clip_model.safetensors"), micro(""));

    assertRefused(model, model, reason);
  }

  private void assertRefused(Path opened, Path named, String... reasons) {
    assertThatThrownBy(() -> open(opened).close())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(named.toString())
        .extracting(Throwable::getMessage)
        .asString()
        .contains(reasons);
  }

  private void assertIsTheMicroModel(Path path) {
    try (Clip clip = open(path);
        Clip openAi = open(Fixtures.resource("micro/openai_micro.pt"))) {
      assertThat(clip.config()).isEqualTo(openAi.config());
      assertThat(clip.fingerprint()).isEqualTo(openAi.fingerprint());
    }
  }

  private String fingerprint() {
    try (Clip clip = open(model)) {
      return clip.fingerprint();
    }
  }

  /// The weights alone, as OpenCLIP keeps them.
  private static Map<String, TestTensor> micro(String prefix) {
    Map<String, TestTensor> tensors = new LinkedHashMap<>();
    TestTensor.readAll(Fixtures.resource("micro/openai_micro.pt"))
        .forEach((name, tensor) -> tensors.put(prefix + name, tensor));
    return tensors;
  }

  private List<String> warnings(Path file) {
    List<String> messages = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            messages.add(record.getMessage() + List.of(record.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.pictor.clip.weights.OpenAiLayout");
    logger.addHandler(handler);
    try {
      open(file).close();
    } finally {
      logger.removeHandler(handler);
    }
    return messages;
  }

  private static double difference(List<Embedding> actual, float[] expected) {
    return Rows.maxDifference(Rows.of(actual), Rows.normalized(List.of(expected)));
  }

  private void writeConfig(String json) throws IOException {
    Files.writeString(model.resolve("open_clip_config.json"), json);
  }

  private Clip open(Path path) {
    return Clip.open(path, ClipOptions.defaults().withCacheDirectory(folder.resolve("cache")));
  }
}
