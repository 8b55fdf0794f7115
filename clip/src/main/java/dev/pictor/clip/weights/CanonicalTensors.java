package dev.pictor.clip.weights;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import java.util.LinkedHashMap;
import java.util.Map;

/// Every tensor of a model under its canonical name (OpenAI's), with its shape.
///
/// Linear weights are `[out, in]`, `in_proj` is query, key and value stacked by rows, the
/// projections are `[width, embeddingDimension]`.
final class CanonicalTensors {
  static final String IMAGE_BLOCKS = "visual.transformer.resblocks.";
  static final String TEXT_BLOCKS = "transformer.resblocks.";

  private CanonicalTensors() {}

  static Map<String, Shape> shapes(ClipConfig config) {
    ImageTower image = config.image();
    TextTower text = config.text();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("logit_scale", Shape.of());
    shapes.put("visual.class_embedding", Shape.of(image.width()));
    shapes.put("visual.positional_embedding", Shape.of(image.tokens(), image.width()));
    shapes.put("visual.proj", Shape.of(image.width(), config.embeddingDimension()));
    shapes.put(
        "visual.conv1.weight", Shape.of(image.width(), 3, image.patchSize(), image.patchSize()));
    putNorm(shapes, "visual.ln_pre", image.width());
    putNorm(shapes, "visual.ln_post", image.width());
    putBlocks(shapes, IMAGE_BLOCKS, image.layers(), image.width(), image.mlpWidth());
    shapes.put("token_embedding.weight", Shape.of(text.vocabularySize(), text.width()));
    shapes.put("positional_embedding", Shape.of(text.contextLength(), text.width()));
    shapes.put("text_projection", Shape.of(text.width(), config.embeddingDimension()));
    putNorm(shapes, "ln_final", text.width());
    putBlocks(shapes, TEXT_BLOCKS, text.layers(), text.width(), text.mlpWidth());
    return shapes;
  }

  private static void putBlocks(
      Map<String, Shape> shapes, String prefix, int layers, int width, int mlpWidth) {
    for (int i = 0; i < layers; i++) {
      String block = prefix + i + ".";
      putNorm(shapes, block + "ln_1", width);
      shapes.put(block + "attn.in_proj_weight", Shape.of(3 * width, width));
      shapes.put(block + "attn.in_proj_bias", Shape.of(3 * width));
      shapes.put(block + "attn.out_proj.weight", Shape.of(width, width));
      shapes.put(block + "attn.out_proj.bias", Shape.of(width));
      putNorm(shapes, block + "ln_2", width);
      shapes.put(block + "mlp.c_fc.weight", Shape.of(mlpWidth, width));
      shapes.put(block + "mlp.c_fc.bias", Shape.of(mlpWidth));
      shapes.put(block + "mlp.c_proj.weight", Shape.of(width, mlpWidth));
      shapes.put(block + "mlp.c_proj.bias", Shape.of(width));
    }
  }

  private static void putNorm(Map<String, Shape> shapes, String name, int width) {
    shapes.put(name + ".weight", Shape.of(width));
    shapes.put(name + ".bias", Shape.of(width));
  }
}
