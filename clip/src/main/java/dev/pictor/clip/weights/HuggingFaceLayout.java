package dev.pictor.clip.weights;

import dev.pictor.clip.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tensors of Hugging Face's `CLIPModel`, brought to their canonical names: query, key and
/// value are apart here and stacked there, and the projections are turned.
///
/// `vision_model.pre_layrnorm` is spelled so.
final class HuggingFaceLayout {
  private static final String IMAGE_BLOCKS = "vision_model.encoder.layers.";
  private static final String TEXT_BLOCKS = "text_model.encoder.layers.";
  private static final Pattern BLOCK =
      Pattern.compile("(visual\\.)?transformer\\.resblocks\\.(\\d+)\\.(.+)\\.(weight|bias)");
  private static final Pattern STACKED =
      Pattern.compile(
          "(visual\\.)?transformer\\.resblocks\\.(\\d+)\\.attn\\.in_proj_(weight|bias)");

  private static final Map<String, String> OUTSIDE_BLOCKS =
      Map.ofEntries(
          Map.entry("logit_scale", "logit_scale"),
          Map.entry("visual.class_embedding", "vision_model.embeddings.class_embedding"),
          Map.entry("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight"),
          Map.entry(
              "visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"),
          Map.entry("visual.ln_pre.weight", "vision_model.pre_layrnorm.weight"),
          Map.entry("visual.ln_pre.bias", "vision_model.pre_layrnorm.bias"),
          Map.entry("visual.ln_post.weight", "vision_model.post_layernorm.weight"),
          Map.entry("visual.ln_post.bias", "vision_model.post_layernorm.bias"),
          Map.entry("visual.proj", "visual_projection.weight"),
          Map.entry("token_embedding.weight", "text_model.embeddings.token_embedding.weight"),
          Map.entry("positional_embedding", "text_model.embeddings.position_embedding.weight"),
          Map.entry("ln_final.weight", "text_model.final_layer_norm.weight"),
          Map.entry("ln_final.bias", "text_model.final_layer_norm.bias"),
          Map.entry("text_projection", "text_projection.weight"));

  private static final Map<String, String> INSIDE_BLOCKS =
      Map.of(
          "ln_1", "layer_norm1",
          "ln_2", "layer_norm2",
          "attn.out_proj", "self_attn.out_proj",
          "mlp.c_fc", "mlp.fc1",
          "mlp.c_proj", "mlp.fc2");

  private final WeightFile file;
  private final TensorTable tensors;
  private final HuggingFaceConfig config;

  private HuggingFaceLayout(WeightFile file, HuggingFaceConfig config) {
    this.file = file;
    this.tensors = new TensorTable(file.tensors());
    this.config = config;
  }

  static ClipWeights read(WeightFile file, HuggingFaceConfig config) throws MalformedFileException {
    return new HuggingFaceLayout(file, config).read();
  }

  private ClipWeights read() throws MalformedFileException {
    if (tensors.has("visual.conv1.weight")) {
      throw new MalformedFileException(
          "its tensors have OpenAI's names, but the config.json beside it is Hugging Face's. Give"
              + " the file another name or folder to open it alone.");
    }
    requireLayers(IMAGE_BLOCKS, config.clip().image().layers(), config.vision());
    requireLayers(TEXT_BLOCKS, config.clip().text().layers(), config.text());
    Map<String, Shape> shapes = CanonicalTensors.shapes(config.clip());
    tensors.requireAll(shapes.keySet().stream().flatMap(name -> names(name).stream()).toList());
    SortedMap<String, TensorSource> canonical = new TreeMap<>();
    for (var expected : shapes.entrySet()) {
      canonical.put(expected.getKey(), canonical(expected.getKey(), expected.getValue()));
    }
    return new ClipWeights(config.clip(), canonical);
  }

  private void requireLayers(String prefix, int configured, JsonFields part) {
    int found = tensors.countLayers(prefix);
    if (found != configured) {
      throw part.refused(
          HuggingFaceConfig.LAYERS,
          "%s has %d of them ('%s*')".formatted(file.path().getFileName(), found, prefix));
    }
  }

  private TensorSource canonical(String name, Shape shape) throws MalformedFileException {
    boolean inImageTower = name.startsWith("visual.");
    Supplier<String> reason = inImageTower ? config::imageShapes : config::textShapes;
    List<String> sources = names(name);
    if (sources.size() > 1) {
      List<Integer> sizes = new ArrayList<>(shape.sizes());
      sizes.set(0, sizes.getFirst() / sources.size());
      List<TensorSource> parts = new ArrayList<>();
      for (String source : sources) {
        parts.add(tensors.weight(source, new Shape(sizes), reason));
      }
      return new StackedTensor(List.copyOf(parts), shape);
    }
    String source = sources.getFirst();
    return switch (name) {
      case "visual.proj", "text_projection" ->
          new TurnedTensor(
              tensors.weight(source, Shape.of(shape.size(1), shape.size(0)), reason), shape);
      default -> tensors.weight(source, shape, reason);
    };
  }

  /// What a canonical tensor is called here: three names where it is stacked.
  private static List<String> names(String canonical) {
    Matcher stacked = STACKED.matcher(canonical);
    if (stacked.matches()) {
      return Stream.of("q", "k", "v")
          .map(part -> "%sself_attn.%s_proj.%s".formatted(block(stacked), part, stacked.group(3)))
          .toList();
    }
    Matcher inside = BLOCK.matcher(canonical);
    if (inside.matches()) {
      return List.of(block(inside) + name(INSIDE_BLOCKS, inside.group(3)) + "." + inside.group(4));
    }
    return List.of(name(OUTSIDE_BLOCKS, canonical));
  }

  private static String block(Matcher matcher) {
    return (matcher.group(1) == null ? TEXT_BLOCKS : IMAGE_BLOCKS) + matcher.group(2) + ".";
  }

  private static String name(Map<String, String> names, String canonical) {
    String name = names.get(canonical);
    if (name == null) {
      throw new IllegalStateException("no name for the tensor " + canonical);
    }
    return name;
  }
}
