package dev.pictor.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Writes a small model with random weights that has words, in Hugging Face's layout: one block a
/// tower, a vocabulary of single bytes.
public final class WordedModel {
  private static final int WIDTH = 64;
  private static final int DIMENSION = 32;
  private static final int CONTEXT = 32;
  private static final int PATCH = 16;
  private static final int IMAGE = 48;
  private static final int VOCABULARY = 514;

  private final Random random = new Random(1);
  private final List<String> header = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  private WordedModel() {}

  /// @param folder is made
  public static Path write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("config.json"), config());
      Files.writeString(folder.resolve("vocab.json"), vocabulary());
      Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");
      Files.write(folder.resolve("model.safetensors"), new WordedModel().weights());
      return folder;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String config() {
    String tower =
        "\"hidden_act\":\"quick_gelu\",\"hidden_size\":%d,\"intermediate_size\":%d,\"num_attention_heads\":1,\"num_hidden_layers\":1"
            .formatted(WIDTH, 4 * WIDTH);
    return """
    {"model_type":"clip","projection_dim":%d,
     "text_config":{%s,"max_position_embeddings":%d,"vocab_size":%d,"eos_token_id":%d},
     "vision_config":{%s,"image_size":%d,"patch_size":%d}}
    """
        .formatted(DIMENSION, tower, CONTEXT, VOCABULARY, VOCABULARY - 1, tower, IMAGE, PATCH);
  }

  /// As the original spells bytes: printable ones as themselves, the others from U+0100 on.
  private static String vocabulary() {
    List<String> tokens = new ArrayList<>();
    int next = 0x100;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b != 0xad);
      tokens.add(Character.toString(printable ? b : next++));
    }
    IntStream.range(0, 256).forEach(b -> tokens.add(tokens.get(b) + "</w>"));
    tokens.add("<|startoftext|>");
    tokens.add("<|endoftext|>");
    List<String> entries = new ArrayList<>();
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id).replace("\\", "\\\\").replace("\"", "\\\"");
      entries.add("\"%s\":%d".formatted(token, id));
    }
    return "{" + String.join(",", entries) + "}";
  }

  private byte[] weights() {
    add("logit_scale", 0.1);
    String image = "vision_model.";
    add(image + "embeddings.class_embedding", 1, WIDTH);
    add(image + "embeddings.patch_embedding.weight", 0.1, WIDTH, 3, PATCH, PATCH);
    int patches = (IMAGE / PATCH) * (IMAGE / PATCH);
    add(image + "embeddings.position_embedding.weight", 0.1, patches + 1, WIDTH);
    layer(image + "pre_layrnorm", WIDTH);
    layer(image + "post_layernorm", WIDTH);
    block(image);
    add("visual_projection.weight", 1, DIMENSION, WIDTH);
    String text = "text_model.";
    add(text + "embeddings.token_embedding.weight", 1, VOCABULARY, WIDTH);
    add(text + "embeddings.position_embedding.weight", 0.1, CONTEXT, WIDTH);
    layer(text + "final_layer_norm", WIDTH);
    block(text);
    add("text_projection.weight", 1, DIMENSION, WIDTH);
    byte[] json = ("{" + String.join(",", header) + "}").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data.toByteArray())
        .array();
  }

  private void block(String tower) {
    String block = tower + "encoder.layers.0.";
    for (String part : List.of("q", "k", "v", "out")) {
      layer(block + "self_attn." + part + "_proj", WIDTH, WIDTH);
    }
    layer(block + "layer_norm1", WIDTH);
    layer(block + "layer_norm2", WIDTH);
    layer(block + "mlp.fc1", 4 * WIDTH, WIDTH);
    layer(block + "mlp.fc2", WIDTH, 4 * WIDTH);
  }

  private void layer(String name, int... shape) {
    add(name + ".weight", 0.3, shape);
    add(name + ".bias", 0.3, shape[0]);
  }

  private void add(String name, double deviation, int... shape) {
    int values = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    ByteBuffer bytes = ByteBuffer.allocate(4 * values).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values; i++) {
      bytes.putFloat((float) (deviation * random.nextGaussian()));
    }
    String sizes = String.join(",", IntStream.of(shape).mapToObj(Integer::toString).toList());
    int start = data.size();
    data.writeBytes(bytes.array());
    header.add(
        "\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
            .formatted(name, sizes, start, data.size()));
  }
}
