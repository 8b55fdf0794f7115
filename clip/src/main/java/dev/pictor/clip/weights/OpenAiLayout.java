package dev.pictor.clip.weights;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The tensors of OpenAI's files: their names, and the architecture from their shapes as the
/// original `build_model` derives it. These names and orientations are the canonical ones
/// ([CanonicalTensors]).
final class OpenAiLayout {
  private static final int HEAD_WIDTH = 64;
  private static final double LAYER_NORM_EPSILON = 1e-5;
  private static final int MLP_FACTOR = 4;

  /// Those whose shapes say what the architecture is.
  private static final List<String> TELLING =
      List.of(
          "visual.conv1.weight",
          "visual.positional_embedding",
          "positional_embedding",
          "token_embedding.weight",
          "ln_final.weight",
          "text_projection");

  /// Numbers that OpenAI's own files hold beside the weights. OpenCLIP's have the same weights'
  /// names, but not these.
  private static final List<String> OPENAI_ONLY =
      List.of("input_resolution", "context_length", "vocab_size");

  private static final System.Logger LOG = System.getLogger(OpenAiLayout.class.getName());

  private final Path path;
  private final TensorTable tensors;

  private OpenAiLayout(WeightFile file) {
    this.path = file.path();
    this.tensors = new TensorTable(file.tensors());
  }

  static ClipWeights read(WeightFile file) throws MalformedFileException {
    return new OpenAiLayout(file).read();
  }

  private ClipWeights read() throws MalformedFileException {
    requireKnownFamily();
    int imageLayers = Math.max(1, tensors.countLayers(CanonicalTensors.IMAGE_BLOCKS));
    int textLayers = Math.max(1, tensors.countLayers(CanonicalTensors.TEXT_BLOCKS));
    // Names depend on the numbers of layers only, so that any sizes do here.
    ClipConfig names = config(1, 1, 1, HEAD_WIDTH, imageLayers, 1, 1, HEAD_WIDTH, textLayers);
    tensors.requireAll(CanonicalTensors.shapes(names).keySet());
    ClipConfig config = derive(imageLayers, textLayers);
    SortedMap<String, TensorSource> needed = new TreeMap<>();
    for (var expected : CanonicalTensors.shapes(config).entrySet()) {
      String name = expected.getKey();
      needed.put(name, tensors.weight(name, expected.getValue(), this::telling));
    }
    if (OPENAI_ONLY.stream().noneMatch(tensors::has)) {
      LOG.log(
          Level.WARNING,
          "Nothing in {0} says that it is OpenAI''s own: its activation is taken to be QuickGELU, with"
              + " 64 values a head. If it comes from OpenCLIP, that may be wrong: put it into a folder as"
              + " open_clip_pytorch_model.bin with its open_clip_config.json.",
          path);
    }
    return new ClipWeights(config, needed);
  }

  private void requireKnownFamily() throws MalformedFileException {
    if (tensors.has("visual.layer1.0.conv1.weight")) {
      throw new MalformedFileException(
          "it is a CLIP with a ResNet as image tower (RN50 and the like), which is not supported."
              + " Supported are the ViT models: ViT-B-32, ViT-B-16, ViT-L-14, ViT-L-14-336px.");
    }
    if (tensors.has("text_model.embeddings.token_embedding.weight")) {
      throw new MalformedFileException(
          "its tensors have the names of Hugging Face's transformers, so that a config.json must say"
              + " what they are: open the folder with config.json and model.safetensors.");
    }
  }

  private ClipConfig derive(int imageLayers, int textLayers) throws MalformedFileException {
    Shape patches = shape("visual.conv1.weight", 4);
    int imageTokens = shape("visual.positional_embedding", 2).size(0);
    int grid = (int) Math.round(Math.sqrt(imageTokens - 1.0));
    if (imageTokens < 2 || grid * grid != imageTokens - 1) {
      throw new MalformedFileException(
          "the tensor 'visual.positional_embedding' has the shape %s: %d rows without the class"
                  .formatted(tensors.source("visual.positional_embedding").shape(), imageTokens - 1)
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
            LAYER_NORM_EPSILON,
            vocabularySize - 1));
  }

  private static void requireWidth(String name, int width) throws MalformedFileException {
    if (width < HEAD_WIDTH || width % HEAD_WIDTH != 0 || width > 1 << 14) {
      throw new MalformedFileException(
          "the tensor '%s' gives the width %d, which is no multiple of %d (one attention head)."
              .formatted(name, width, HEAD_WIDTH));
    }
  }

  private Shape shape(String name, int rank) throws MalformedFileException {
    Shape shape = tensors.source(name).shape();
    if (shape.rank() != rank || shape.sizes().contains(0)) {
      throw new MalformedFileException(
          "the tensor '%s' has the shape %s, where %d sizes above 0 are needed."
              .formatted(name, shape, rank));
    }
    return shape;
  }

  private String telling() {
    return TELLING.stream()
        .map(name -> name + " " + tensors.source(name).shape())
        .collect(Collectors.joining(", "));
  }
}
