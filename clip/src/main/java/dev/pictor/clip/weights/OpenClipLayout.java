package dev.pictor.clip.weights;

import dev.pictor.clip.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tensors of OpenCLIP: OpenAI's names, where the text tower may be set apart by the prefix
/// `text.`. What they are follows from an [OpenClipConfig].
final class OpenClipLayout {
  private static final String TEXT_PREFIX = "text.";

  private final WeightFile file;
  private final TensorTable tensors;
  private final OpenClipConfig config;

  private OpenClipLayout(WeightFile file, OpenClipConfig config) {
    this.file = file;
    this.tensors = new TensorTable(file.tensors());
    this.config = config;
  }

  static ClipWeights read(WeightFile file, OpenClipConfig config) throws MalformedFileException {
    return new OpenClipLayout(file, config).read();
  }

  private ClipWeights read() throws MalformedFileException {
    if (tensors.has("text_model.embeddings.token_embedding.weight")) {
      throw new MalformedFileException(
          "its tensors have the names of Hugging Face's transformers, but the %s beside it is"
                  .formatted(config.vision().file().getFileName())
              + " OpenCLIP's: the folder needs a config.json as well.");
    }
    requireLayers(CanonicalTensors.IMAGE_BLOCKS, config.clip().image().layers(), config.vision());
    requireLayers(name(CanonicalTensors.TEXT_BLOCKS), config.clip().text().layers(), config.text());
    Map<String, Shape> shapes = new LinkedHashMap<>(CanonicalTensors.shapes(config.clip()));
    tensors.requireAll(shapes.keySet().stream().map(this::name).toList());
    SortedMap<String, TensorSource> needed = new TreeMap<>();
    for (var expected : shapes.entrySet()) {
      needed.put(
          expected.getKey(),
          tensors.weight(name(expected.getKey()), expected.getValue(), config::shapes));
    }
    return new ClipWeights(config.clip(), needed);
  }

  private void requireLayers(String prefix, int configured, JsonFields part) {
    int found = tensors.countLayers(prefix);
    if (found != configured) {
      throw part.refused(
          OpenClipConfig.LAYERS,
          "%s has %d of them ('%s*')".formatted(file.path().getFileName(), found, prefix));
    }
  }

  /// What a canonical tensor is called here.
  private String name(String canonical) {
    boolean ofText = !canonical.startsWith("visual.") && !canonical.equals("logit_scale");
    return ofText && tensors.has(TEXT_PREFIX + "token_embedding.weight")
        ? TEXT_PREFIX + canonical
        : canonical;
  }
}
