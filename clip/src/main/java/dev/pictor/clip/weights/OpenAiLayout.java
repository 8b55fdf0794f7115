package dev.pictor.clip.weights;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The tensors of OpenAI's files: their names, and the architecture from their shapes as the
/// original `build_model` derives it.
///
/// Linear weights are `[out, in]`, `in_proj` is query, key and value stacked by rows, the
/// projections are `[width, embeddingDimension]`.
final class OpenAiLayout {
  private static final int HEAD_WIDTH = 64;
  private static final double LAYER_NORM_EPSILON = 1e-5;
  private static final int MLP_FACTOR = 4;
  private static final int NAMES_SHOWN = 20;
  private static final String IMAGE_BLOCKS = "visual.transformer.resblocks.";
  private static final String TEXT_BLOCKS = "transformer.resblocks.";

  /// Those whose shapes say what the architecture is.
  private static final List<String> TELLING =
      List.of(
          "visual.conv1.weight",
          "visual.positional_embedding",
          "positional_embedding",
          "token_embedding.weight",
          "ln_final.weight",
          "text_projection");

  private final Map<String, TensorSource> tensors;

  private OpenAiLayout(Map<String, TensorSource> tensors) {
    this.tensors = tensors;
  }

  static ClipWeights read(Map<String, TensorSource> tensors) throws MalformedFileException {
    return new OpenAiLayout(tensors).read();
  }

  private ClipWeights read() throws MalformedFileException {
    requireKnownFamily();
    int imageLayers = countLayers(IMAGE_BLOCKS);
    int textLayers = countLayers(TEXT_BLOCKS);
    requireNames(imageLayers, textLayers);
    ClipConfig config = derive(imageLayers, textLayers);
    Map<String, TensorSource> needed = new TreeMap<>();
    for (var expected : shapes(config).entrySet()) {
      String name = expected.getKey();
      requireWeight(name, expected.getValue());
      needed.put(name, source(name));
    }
    return new ClipWeights(config, new TreeMap<>(needed));
  }

  private void requireKnownFamily() throws MalformedFileException {
    if (tensors.containsKey("visual.layer1.0.conv1.weight")) {
      throw new MalformedFileException(
          "it is a CLIP with a ResNet as image tower (RN50 and the like), which is not supported."
              + " Take one of the ViT models, ViT-B-32.pt for example.");
    }
    if (tensors.containsKey("text_model.embeddings.token_embedding.weight")) {
      throw new MalformedFileException(
          "its tensors have the names of Hugging Face's transformers; this version reads OpenAI's"
              + " own names only.");
    }
  }

  /// The number of different block numbers. They must be 0, 1, ...: a gap shows as missing names.
  private int countLayers(String prefix) {
    long found =
        tensors.keySet().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()).replaceFirst("\\..*", ""))
            .distinct()
            .count();
    return (int) Math.max(1, found);
  }

  private void requireNames(int imageLayers, int textLayers) throws MalformedFileException {
    // Names depend on the numbers of layers only, so that any sizes do here.
    List<String> missing =
        shapes(config(1, 1, 1, HEAD_WIDTH, imageLayers, 1, 1, HEAD_WIDTH, textLayers))
            .keySet()
            .stream()
            .filter(name -> !tensors.containsKey(name))
            .toList();
    if (!missing.isEmpty()) {
      String more =
          missing.size() > NAMES_SHOWN
              ? " and %d more".formatted(missing.size() - NAMES_SHOWN)
              : "";
      throw new MalformedFileException(
          "it is no complete CLIP model, these tensors are missing: %s%s."
              .formatted(
                  missing.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", ")), more));
    }
  }

  private ClipConfig derive(int imageLayers, int textLayers) throws MalformedFileException {
    Shape patches = shape("visual.conv1.weight", 4);
    int imageTokens = shape("visual.positional_embedding", 2).size(0);
    int grid = (int) Math.round(Math.sqrt(imageTokens - 1.0));
    if (imageTokens < 2 || grid * grid != imageTokens - 1) {
      throw new MalformedFileException(
          "the tensor 'visual.positional_embedding' has the shape %s: %d rows without the class"
                  .formatted(source("visual.positional_embedding").shape(), imageTokens - 1)
              + " token are no square grid of patches.");
    }
    int textWidth = shape("ln_final.weight", 1).size(0);
    requireWidth("visual.conv1.weight", patches.size(0));
    requireWidth("ln_final.weight", textWidth);
    if ((long) grid * patches.size(3) > 1 << 14) {
      throw new MalformedFileException(
          "the tensor 'visual.conv1.weight' has the shape %s: pictures of %d patches of a side are"
                  .formatted(patches, grid)
              + " too large.");
    }
    return config(
        shape("text_projection", 2).size(1),
        grid * patches.size(3),
        patches.size(3),
        patches.size(0),
        imageLayers,
        shape("positional_embedding", 2).size(0),
        shape("token_embedding.weight", 2).size(0),
        textWidth,
        textLayers);
  }

  private static ClipConfig config(
      int embeddingDimension,
      int imageSize,
      int patchSize,
      int imageWidth,
      int imageLayers,
      int contextLength,
      int vocabularySize,
      int textWidth,
      int textLayers) {
    return new ClipConfig(
        embeddingDimension,
        new ImageTower(
            imageSize,
            patchSize,
            imageWidth,
            imageLayers,
            imageWidth / HEAD_WIDTH,
            imageWidth * MLP_FACTOR,
            Activation.QUICK_GELU,
            LAYER_NORM_EPSILON),
        new TextTower(
            contextLength,
            vocabularySize,
            textWidth,
            textLayers,
            textWidth / HEAD_WIDTH,
            textWidth * MLP_FACTOR,
            Activation.QUICK_GELU,
            LAYER_NORM_EPSILON));
  }

  private static void requireWidth(String name, int width) throws MalformedFileException {
    if (width < HEAD_WIDTH || width % HEAD_WIDTH != 0 || width > 1 << 14) {
      throw new MalformedFileException(
          "the tensor '%s' gives the width %d, which is no multiple of %d (one attention head)."
              .formatted(name, width, HEAD_WIDTH));
    }
  }

  private Shape shape(String name, int rank) throws MalformedFileException {
    Shape shape = source(name).shape();
    if (shape.rank() != rank || shape.sizes().contains(0)) {
      throw new MalformedFileException(
          "the tensor '%s' has the shape %s, where %d sizes above 0 are needed."
              .formatted(name, shape, rank));
    }
    return shape;
  }

  private void requireWeight(String name, Shape expected) throws MalformedFileException {
    TensorSource tensor = source(name);
    if (!tensor.shape().equals(expected)) {
      String telling =
          TELLING.stream()
              .map(other -> other + " " + source(other).shape())
              .collect(Collectors.joining(", "));
      throw new MalformedFileException(
          "the tensor '%s' has the shape %s instead of %s, which follows from %s."
              .formatted(name, tensor.shape(), expected, telling));
    }
    if (!tensor.type().isFloat()) {
      throw new MalformedFileException(
          "the tensor '%s' has the type %s, where floating point is needed."
              .formatted(name, tensor.type()));
    }
  }

  private TensorSource source(String name) {
    TensorSource source = tensors.get(name);
    if (source == null) {
      throw new IllegalStateException("names are checked first: " + name);
    }
    return source;
  }

  /// Every tensor of a model with its shape.
  private static Map<String, Shape> shapes(ClipConfig config) {
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
