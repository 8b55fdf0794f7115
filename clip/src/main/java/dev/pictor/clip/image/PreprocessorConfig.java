package dev.pictor.clip.image;

import dev.pictor.clip.json.JsonFields;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A `preprocessor_config.json` of Hugging Face's transformers: sizes, mean and deviation are
/// honoured, what we cannot do is refused by its name.
///
/// Follows `CLIPImageProcessor` of huggingface/transformers; missing fields have its defaults.
public final class PreprocessorConfig {
  private static final int MAX_BYTES = 1 << 20;
  private static final int BICUBIC = 3;
  private static final List<String> STEPS =
      List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize", "do_convert_rgb");

  private final JsonFields fields;

  private PreprocessorConfig(JsonFields fields) {
    this.fields = fields;
  }

  /// @param imageSize pixels of a side of what the image tower takes
  /// @throws dev.pictor.clip.ModelException if it asks for what we cannot do
  public static InputSettings read(Path file, int imageSize) {
    return new PreprocessorConfig(JsonFields.read(file, MAX_BYTES)).settings(imageSize);
  }

  private InputSettings settings(int imageSize) {
    for (String step : STEPS) {
      JsonNode value = fields.get(step);
      if (value != null && !(value.isBoolean() && value.booleanValue())) {
        throw fields.refused(step, "only true is supported");
      }
    }
    if (fields.integer("resample", BICUBIC, 0, Integer.MAX_VALUE) != BICUBIC) {
      throw fields.refused("resample", "only %d, bicubic, is supported".formatted(BICUBIC));
    }
    if (Math.abs(fields.positive("rescale_factor", 1 / 255.0) * 255 - 1) > 1e-6) {
      throw fields.refused("rescale_factor", "only 1/255 is supported");
    }
    if (cropSize(imageSize) != imageSize) {
      throw fields.refused(
          "crop_size",
          "the image_size in config.json is %d, and it must be that".formatted(imageSize));
    }
    int scaledSize = scaledSize(imageSize);
    if (scaledSize < imageSize) {
      throw fields.refused("size", "it must be at least crop_size, %d".formatted(imageSize));
    }
    List<Float> std = fields.three("image_std", InputSettings.STD);
    if (std.stream().anyMatch(value -> value <= 0)) {
      throw fields.refused("image_std", "numbers above 0 are needed");
    }
    return new InputSettings(
        imageSize, scaledSize, fields.three("image_mean", InputSettings.MEAN), std);
  }

  /// A number, or an object with the same width and height.
  private int cropSize(int standard) {
    @Nullable JsonFields sides = isObject("crop_size") ? fields.part("crop_size") : null;
    if (sides == null) {
      return side(fields, "crop_size", standard);
    }
    int height = side(sides, "height", standard);
    if (side(sides, "width", standard) != height) {
      throw fields.refused("crop_size", "only squares are supported");
    }
    return height;
  }

  /// A number, or an object with `shortest_edge`.
  private int scaledSize(int standard) {
    @Nullable JsonFields sides = isObject("size") ? fields.part("size") : null;
    if (sides == null) {
      return side(fields, "size", standard);
    }
    if (sides.get("shortest_edge") == null) {
      throw fields.refused("size", "only a number or shortest_edge is supported");
    }
    return side(sides, "shortest_edge", standard);
  }

  private boolean isObject(String field) {
    JsonNode value = fields.get(field);
    return value != null && value.isObject();
  }

  private static int side(JsonFields fields, String field, int standard) {
    return fields.integer(field, standard, 1, 1 << 14);
  }
}
