package dev.pictor.clip.weights;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import dev.pictor.clip.json.JsonFields;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An `open_clip_config.json`. Missing fields have the defaults of the format; a field that is not
/// listed here and set to anything is refused by its name, since it would change what is computed.
///
/// Follows `model.py` of mlfoundations/open_clip.
///
/// @param clip what it says
/// @param vision the part on the image tower
/// @param text the part on the text tower
record OpenClipConfig(ClipConfig clip, JsonFields vision, JsonFields text) {
  static final String LAYERS = "layers";

  private static final double LAYER_NORM_EPSILON = 1e-5;

  /// Fields that are read here, or that have no say in an embedding.
  private static final Set<String> MODEL =
      Set.of(
          "embed_dim",
          "vision_cfg",
          "text_cfg",
          "quick_gelu",
          "custom_text",
          "init_logit_scale",
          "init_logit_bias",
          "cast_dtype",
          "output_dict");

  private static final Set<String> VISION =
      Set.of(
          LAYERS,
          "width",
          "head_width",
          "mlp_ratio",
          "patch_size",
          "image_size",
          "patch_dropout",
          "output_tokens",
          "attn_pooler_queries",
          "attn_pooler_heads",
          "n_queries",
          "timm_model_pretrained",
          "timm_pool",
          "timm_proj",
          "timm_proj_bias",
          "timm_drop",
          "timm_drop_path");

  private static final Set<String> TEXT =
      Set.of(
          LAYERS,
          "width",
          "heads",
          "mlp_ratio",
          "context_length",
          "vocab_size",
          "pad_id",
          "output_tokens",
          "hf_model_pretrained",
          "hf_proj_type",
          "hf_pooler_type");

  /// Fields for which only one value is supported.
  private static final Map<String, String> VISION_CHOICES =
      Map.of("pool_type", "tok", "pos_embed_type", "learnable");

  private static final Map<String, String> TEXT_CHOICES =
      Map.of("pool_type", "argmax", "proj_type", "linear");

  /// @throws dev.pictor.clip.ModelException if it is no CLIP, or one that we cannot run
  static OpenClipConfig read(Path file) {
    JsonFields root = JsonFields.read(file, ConfigLimits.BYTES);
    JsonFields model = part(root, "model_cfg");
    JsonFields vision = part(model, "vision_cfg");
    JsonFields text = part(model, "text_cfg");
    requireKnown(model, MODEL, Map.of());
    requireKnown(vision, VISION, VISION_CHOICES);
    requireKnown(text, TEXT, TEXT_CHOICES);
    Activation activation =
        model.flag("quick_gelu", false) ? Activation.QUICK_GELU : Activation.GELU;
    ClipConfig clip =
        new ClipConfig(
            embeddingDimension(model), imageTower(vision, activation), textTower(text, activation));
    return new OpenClipConfig(clip, vision, text);
  }

  private static JsonFields part(JsonFields fields, String name) {
    JsonFields part = fields.part(name);
    if (part == null) {
      throw fields.refused(name, "an object is needed");
    }
    return part;
  }

  private static void requireKnown(
      JsonFields fields, Set<String> known, Map<String, String> choices) {
    for (Map.Entry<String, JsonNode> field : fields.object().properties()) {
      String name = field.getKey();
      @Nullable String choice = choices.get(name);
      if (choice != null && !fields.text(name, choice).equals(choice)) {
        throw fields.refused(name, "only \"%s\" is supported".formatted(choice));
      }
      if (choice == null && !known.contains(name) && !isOff(field.getValue())) {
        throw fields.refused(name, "this is not supported");
      }
    }
  }

  private static boolean isOff(JsonNode value) {
    return value.isNull()
        || value.isBoolean() && !value.booleanValue()
        || value.isNumber() && value.doubleValue() == 0
        || value.isString() && value.stringValue().isEmpty()
        || value.isContainer() && value.isEmpty();
  }

  private static int embeddingDimension(JsonFields model) {
    if (model.get("embed_dim") == null) {
      throw model.refused("embed_dim", "the size of the embedding is needed");
    }
    return model.integer("embed_dim", 0, 1, ConfigLimits.WIDTH);
  }

  private static ImageTower imageTower(JsonFields fields, Activation activation) {
    JsonNode layers = fields.get(LAYERS);
    if (layers != null && layers.isArray()) {
      throw fields.refused(
          LAYERS, "a ResNet as image tower is not supported, only ViT models (ViT-B-32) are");
    }
    int imageSize = imageSize(fields);
    int patchSize = fields.integer("patch_size", 16, 1, imageSize);
    int width = fields.integer("width", 768, 1, ConfigLimits.WIDTH);
    int headWidth = fields.integer("head_width", 64, 1, width);
    if (imageSize % patchSize != 0) {
      throw fields.refused("patch_size", "it must divide image_size, %d".formatted(imageSize));
    }
    if (width % headWidth != 0) {
      throw fields.refused("head_width", "it must divide width, %d".formatted(width));
    }
    return new ImageTower(
        imageSize,
        patchSize,
        width,
        fields.integer(LAYERS, 12, 1, ConfigLimits.LAYERS),
        width / headWidth,
        mlpWidth(fields, width),
        activation,
        LAYER_NORM_EPSILON);
  }

  /// A number, or twice the same.
  private static int imageSize(JsonFields fields) {
    JsonNode sides = fields.get("image_size");
    if (sides == null || !sides.isArray()) {
      return fields.integer("image_size", 224, 1, ConfigLimits.IMAGE_SIZE);
    }
    if (sides.size() != 2
        || !sides.get(0).equals(sides.get(1))
        || !sides.get(0).canConvertToInt()
        || sides.get(0).intValue() < 1
        || sides.get(0).intValue() > ConfigLimits.IMAGE_SIZE) {
      throw fields.refused("image_size", "only squares are supported");
    }
    return sides.get(0).intValue();
  }

  private static TextTower textTower(JsonFields fields, Activation activation) {
    int width = fields.integer("width", 512, 1, ConfigLimits.WIDTH);
    int heads = fields.integer("heads", 8, 1, width);
    if (width % heads != 0) {
      throw fields.refused("heads", "it must divide width, %d".formatted(width));
    }
    int vocabularySize = fields.integer("vocab_size", 49_408, 3, ConfigLimits.VOCABULARY);
    return new TextTower(
        fields.integer("context_length", 77, 2, ConfigLimits.CONTEXT),
        vocabularySize,
        width,
        fields.integer(LAYERS, 12, 1, ConfigLimits.LAYERS),
        heads,
        mlpWidth(fields, width),
        activation,
        LAYER_NORM_EPSILON,
        vocabularySize - 1);
  }

  private static int mlpWidth(JsonFields fields, int width) {
    double mlpWidth = width * fields.positive("mlp_ratio", 4);
    if (mlpWidth < 1 || mlpWidth > 8.0 * ConfigLimits.WIDTH) {
      throw fields.refused("mlp_ratio", "it is out of range for a width of %d".formatted(width));
    }
    return (int) mlpWidth;
  }

  /// What the shapes of the tensors follow from.
  String shapes() {
    ImageTower image = clip.image();
    TextTower tower = clip.text();
    return ("the %s: embed_dim %d, vision_cfg image_size %d, patch_size %d, width %d, MLP width %d,"
            + " text_cfg vocab_size %d, context_length %d, width %d, MLP width %d")
        .formatted(
            vision.file().getFileName(),
            clip.embeddingDimension(),
            image.imageSize(),
            image.patchSize(),
            image.width(),
            image.mlpWidth(),
            tower.vocabularySize(),
            tower.contextLength(),
            tower.width(),
            tower.mlpWidth());
  }
}
