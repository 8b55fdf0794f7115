import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/// Random weights in the shape of ViT-B/32, in Hugging Face's layout, spread as the original
/// begins its training.
final class RandomModel {
  private static final int DIMENSION = 512;

  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final Map<String, Double> spreads = new LinkedHashMap<>();

  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "clip", "projection_dim": 512,
         "text_config": {"hidden_size": 512, "intermediate_size": 2048, "num_hidden_layers": 12,
           "num_attention_heads": 8, "max_position_embeddings": 77, "vocab_size": 49408,
           "hidden_act": "quick_gelu", "layer_norm_eps": 1e-5, "eos_token_id": 49407},
         "vision_config": {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12,
           "num_attention_heads": 12, "image_size": 224, "patch_size": 32,
           "hidden_act": "quick_gelu", "layer_norm_eps": 1e-5}}
        """);
    new RandomModel().writeTo(folder.resolve("model.safetensors"));
    return folder;
  }

  private RandomModel() {
    add("text_model.embeddings.token_embedding.weight", 0.02, 49408, 512);
    add("text_model.embeddings.position_embedding.weight", 0.01, 77, 512);
    tower("text_model", 512);
    norm("text_model.final_layer_norm", 512);
    add("vision_model.embeddings.class_embedding", 0.036, 768);
    add("vision_model.embeddings.patch_embedding.weight", 0.018, 768, 3, 32, 32);
    add("vision_model.embeddings.position_embedding.weight", 0.036, 50, 768);
    norm("vision_model.pre_layrnorm", 768);
    tower("vision_model", 768);
    norm("vision_model.post_layernorm", 768);
    add("visual_projection.weight", 0.036, DIMENSION, 768);
    add("text_projection.weight", 0.044, DIMENSION, 512);
    add("logit_scale", 1.0);
  }

  private void tower(String tower, int width) {
    double attention = Math.pow(width, -0.5);
    double output = attention * Math.pow(2 * 12, -0.5);
    for (int layer = 0; layer < 12; layer++) {
      String block = "%s.encoder.layers.%d.".formatted(tower, layer);
      for (String part : List.of("q", "k", "v", "out")) {
        linear(
            block + "self_attn.%s_proj".formatted(part),
            part.equals("out") ? output : attention,
            width,
            width);
      }
      norm(block + "layer_norm1", width);
      linear(block + "mlp.fc1", Math.pow(2 * width, -0.5), 4 * width, width);
      linear(block + "mlp.fc2", output, width, 4 * width);
      norm(block + "layer_norm2", width);
    }
  }

  private void linear(String name, double spread, int out, int in) {
    add(name + ".weight", spread, out, in);
    add(name + ".bias", 0.01, out);
  }

  private void norm(String name, int width) {
    add(name + ".weight", 0, width);
    add(name + ".bias", 0.01, width);
  }

  /// @param spread standard deviation; 0 stands for ones
  private void add(String name, double spread, int... shape) {
    shapes.put(name, shape);
    spreads.put(name, spread);
  }

  private void writeTo(Path file) throws IOException {
    StringJoiner header = new StringJoiner(",", "{", "}");
    long offset = 0;
    for (var entry : shapes.entrySet()) {
      long end = offset + 4 * elements(entry.getValue());
      header.add(
          "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(entry.getKey(), Arrays.toString(entry.getValue()), offset, end));
      offset = end;
    }
    String text = header.toString();
    byte[] json =
        (text + " ".repeat((8 - text.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(0);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(littleEndian(8).putLong(json.length).array());
      out.write(json);
      for (var entry : shapes.entrySet()) {
        double spread = spreads.get(entry.getKey());
        int count = Math.toIntExact(elements(entry.getValue()));
        ByteBuffer values = littleEndian(4 * count);
        for (int i = 0; i < count; i++) {
          values.putFloat(spread == 0 ? 1 : (float) (spread * random.nextGaussian()));
        }
        out.write(values.array());
      }
    }
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long elements(int... shape) {
    return Arrays.stream(shape).asLongStream().reduce(1, (one, other) -> one * other);
  }
}
