package dev.pictor.clip.weights;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import dev.pictor.clip.json.JsonFields;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A `config.json` of Hugging Face's transformers for a CLIP. Missing fields have the defaults of
/// the format (those of ViT-B/32); a missing tower is refused.
///
/// Follows `configuration_clip.py` of huggingface/transformers.
///
/// @param clip what it says
/// @param vision the part on the image tower
/// @param text the part on the text tower
record HuggingFaceConfig(ClipConfig clip, JsonFields vision, JsonFields text) {
  static final String LAYERS = "num_hidden_layers";

  /// What early configurations say as end token, whatever it is. The text tower was read out at the
  /// highest id of all then.
  private static final int UNTRUE_END_TOKEN = 2;

  /// @throws dev.pictor.clip.ModelException if it is no CLIP, or one that we cannot run
  static HuggingFaceConfig read(Path file) {
    JsonFields root = JsonFields.read(file, ConfigLimits.BYTES);
    if (!root.text("model_type", "").equals("clip")) {
      throw root.refused("model_type", "\"clip\" is needed");
    }
    JsonFields vision = tower(root, "vision_config");
    JsonFields text = tower(root, "text_config");
    ClipConfig clip =
        new ClipConfig(
            root.integer("projection_dim", 512, 1, ConfigLimits.WIDTH),
            imageTower(vision),
            textTower(text));
    return new HuggingFaceConfig(clip, vision, text);
  }

  /// The part on a tower; some files have it under the name with `_dict` behind it.
  private static JsonFields tower(JsonFields root, String name) {
    JsonFields part = root.part(name);
    @Nullable JsonFields other = part == null ? root.part(name + "_dict") : part;
    if (other == null) {
      throw root.refused(name, "a CLIP has both vision_config and text_config");
    }
    return other;
  }

  private static ImageTower imageTower(JsonFields fields) {
    if (fields.integer("num_channels", 3, 1, ConfigLimits.WIDTH) != 3) {
      throw fields.refused("num_channels", "only 3, for red, green and blue, is supported");
    }
    int imageSize = fields.integer("image_size", 224, 1, ConfigLimits.IMAGE_SIZE);
    int patchSize = fields.integer("patch_size", 32, 1, imageSize);
    if (imageSize % patchSize != 0) {
      throw fields.refused(
          "image_size", "it must be a multiple of patch_size, %d".formatted(patchSize));
    }
    int width = width(fields, 768);
    return new ImageTower(
        imageSize,
        patchSize,
        width,
        layers(fields),
        heads(fields, 12, width),
        mlpWidth(fields, 3072),
        activation(fields),
        fields.positive("layer_norm_eps", 1e-5));
  }

  private static TextTower textTower(JsonFields fields) {
    int width = width(fields, 512);
    int vocabularySize = fields.integer("vocab_size", 49_408, 3, ConfigLimits.VOCABULARY);
    return new TextTower(
        fields.integer("max_position_embeddings", 77, 2, ConfigLimits.CONTEXT),
        vocabularySize,
        width,
        layers(fields),
        heads(fields, 8, width),
        mlpWidth(fields, 2048),
        activation(fields),
        fields.positive("layer_norm_eps", 1e-5),
        endToken(fields, vocabularySize));
  }

  private static int endToken(JsonFields fields, int vocabularySize) {
    int end = fields.integer("eos_token_id", 49_407, 0, Integer.MAX_VALUE);
    if (end == UNTRUE_END_TOKEN) {
      return vocabularySize - 1;
    }
    if (end >= vocabularySize) {
      throw fields.refused(
          "eos_token_id", "it must be below vocab_size, %,d".formatted(vocabularySize));
    }
    return end;
  }

  private static int width(JsonFields fields, int standard) {
    return fields.integer("hidden_size", standard, 1, ConfigLimits.WIDTH);
  }

  private static int mlpWidth(JsonFields fields, int standard) {
    return fields.integer("intermediate_size", standard, 1, 8 * ConfigLimits.WIDTH);
  }

  private static int layers(JsonFields fields) {
    return fields.integer(LAYERS, 12, 1, ConfigLimits.LAYERS);
  }

  private static int heads(JsonFields fields, int standard, int width) {
    int heads = fields.integer("num_attention_heads", standard, 1, width);
    if (width % heads != 0) {
      throw fields.refused(
          "num_attention_heads", "it must divide hidden_size, %d".formatted(width));
    }
    return heads;
  }

  private static Activation activation(JsonFields fields) {
    String name = fields.text("hidden_act", Activation.QUICK_GELU.label());
    return Arrays.stream(Activation.values())
        .filter(activation -> activation.label().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                fields.refused(
                    "hidden_act",
                    Arrays.stream(Activation.values())
                        .map(Activation::label)
                        .collect(Collectors.joining(" or ", "", " is needed"))));
  }

  /// What the shapes of the image tower follow from.
  String imageShapes() {
    ImageTower image = clip.image();
    return ("the %s: projection_dim %d, vision_config image_size %d, patch_size %d,"
            + " hidden_size %d, intermediate_size %d")
        .formatted(
            vision.file().getFileName(),
            clip.embeddingDimension(),
            image.imageSize(),
            image.patchSize(),
            image.width(),
            image.mlpWidth());
  }

  /// What the shapes of the text tower follow from.
  String textShapes() {
    TextTower tower = clip.text();
    return ("the %s: projection_dim %d, text_config vocab_size %d, max_position_embeddings %d,"
            + " hidden_size %d, intermediate_size %d")
        .formatted(
            text.file().getFileName(),
            clip.embeddingDimension(),
            tower.vocabularySize(),
            tower.contextLength(),
            tower.width(),
            tower.mlpWidth());
  }
}
