package dev.pictor.clip.image;

import dev.pictor.clip.json.JsonFields;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The part `preprocess_cfg` of an `open_clip_config.json`: mean and deviation are honoured,
/// what we cannot do is refused by its name.
///
/// Follows `PreprocessCfg` of mlfoundations/open_clip; missing fields have its defaults, which are
/// OpenAI's.
public final class OpenClipPreprocessing {
  private static final int MAX_BYTES = 1 << 20;

  private OpenClipPreprocessing() {}

  /// @param imageSize pixels of a side of what the image tower takes
  /// @throws dev.pictor.clip.ModelException if it asks for what we cannot do
  public static InputSettings read(Path file, int imageSize) {
    JsonFields fields = JsonFields.read(file, MAX_BYTES).part("preprocess_cfg");
    InputSettings usual = InputSettings.openAi(imageSize);
    if (fields == null) {
      return usual;
    }
    require(fields, "mode", "RGB");
    require(fields, "interpolation", "bicubic");
    require(fields, "resize_mode", "shortest");
    JsonNode size = fields.get("size");
    if (size != null && !isSquare(size, imageSize)) {
      throw fields.refused(
          "size", "the image_size in vision_cfg is %d, and it must be that".formatted(imageSize));
    }
    List<Float> std = fields.three("std", usual.std());
    if (std.stream().anyMatch(value -> value <= 0)) {
      throw fields.refused("std", "numbers above 0 are needed");
    }
    return new InputSettings(imageSize, imageSize, fields.three("mean", usual.mean()), std);
  }

  private static void require(JsonFields fields, String field, String value) {
    if (!fields.text(field, value).equals(value)) {
      throw fields.refused(field, "only \"%s\" is supported".formatted(value));
    }
  }

  /// A number, or a list that ends with height and width.
  private static boolean isSquare(JsonNode size, int side) {
    if (!size.isArray()) {
      return isNumber(size, side);
    }
    int count = size.size();
    return count >= 2
        && count <= 3
        && isNumber(size.get(count - 1), side)
        && isNumber(size.get(count - 2), side);
  }

  private static boolean isNumber(JsonNode value, int number) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() == number;
  }
}
