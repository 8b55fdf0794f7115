import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.Precision;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Compares fp32 with int8 in paired runs, call by call in turn, and prints medians and their ratio:
/// pictures in batches of 1, 8 and 32, texts of 4 to 77 tokens. Then what int8 loses.
///
/// Usage: `bench/encoders [--model PATH] [--threads N] [--rounds 15]`. Without a model it makes one:
/// random weights in the shape of ViT-B/32.
final class Encoders {
  private final Clip exact;
  private final Clip rounded;
  private final int rounds;
  private final Random random = new Random(1);

  private Encoders(Clip exact, Clip rounded, int rounds) {
    this.exact = exact;
    this.rounded = rounded;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      given.put(args[i], args[i + 1]);
    }
    int threads =
        Integer.parseInt(
            given.getOrDefault("--threads", "" + Runtime.getRuntime().availableProcessors()));
    int rounds = Integer.parseInt(given.getOrDefault("--rounds", "15"));
    Path folder = Files.createTempDirectory("pictor-bench");
    try {
      Path model =
          given.containsKey("--model")
              ? Path.of(given.get("--model"))
              : RandomModel.write(folder.resolve("random"));
      ClipOptions options =
          ClipOptions.defaults().withCacheDirectory(folder.resolve("cache")).withThreads(threads);
      try (Clip exact = Clip.open(model, options.with(Precision.FP32));
          Clip rounded = Clip.open(model, options.with(Precision.INT8))) {
        System.out.printf("%s, %d threads, Java %s%n%n", processor(), threads, Runtime.version());
        new Encoders(exact, rounded, rounds).measure();
      }
    } finally {
      clear(folder);
    }
  }

  private void measure() {
    System.out.println("| | fp32 ms | int8 ms | ratio |");
    System.out.println("|---|---|---|---|");
    for (int batch : new int[] {1, 8, 32}) {
      List<float[]> pictures = pictures(batch);
      row(
          "batch of %d pictures".formatted(batch),
          () -> exact.encodePixels(pictures),
          () -> rounded.encodePixels(pictures));
    }
    int longest = exact.config().text().contextLength();
    double[] full = {};
    Map<Integer, double[]> byLength = new LinkedHashMap<>();
    for (int length : new int[] {4, 8, 16, longest}) {
      List<int[]> text = List.of(text(length));
      full =
          row(
              "text of %d tokens".formatted(length),
              () -> exact.encodeTokens(text),
              () -> rounded.encodeTokens(text));
      byLength.put(length, full);
    }
    List<int[]> texts = IntStream.range(0, 32).mapToObj(_ -> text(8)).toList();
    row(
        "batch of 32 texts of 8 tokens",
        () -> exact.encodeTokens(texts),
        () -> rounded.encodeTokens(texts));
    System.out.println();
    for (var entry : byLength.entrySet()) {
      System.out.printf(
          Locale.ROOT,
          "%d tokens take %.2f (fp32) and %.2f (int8) of the time that %d take.%n",
          entry.getKey(),
          entry.getValue()[0] / full[0],
          entry.getValue()[1] / full[1],
          longest);
    }
    List<float[]> pictures = pictures(32);
    loss("pictures of noise", exact.encodePixels(pictures), rounded.encodePixels(pictures));
    loss("texts of random tokens", exact.encodeTokens(texts), rounded.encodeTokens(texts));
  }

  private static void loss(String what, List<Embedding> exact, List<Embedding> rounded) {
    double largest = 0;
    double sum = 0;
    double cosine = 1;
    int count = 0;
    for (int i = 0; i < exact.size(); i++) {
      float[] one = exact.get(i).toArray();
      float[] other = rounded.get(i).toArray();
      double product = 0;
      for (int j = 0; j < one.length; j++) {
        double difference = Math.abs(one[j] - other[j]);
        largest = Math.max(largest, difference);
        sum += difference;
        product += (double) one[j] * other[j];
        count++;
      }
      cosine = Math.min(cosine, product);
    }
    System.out.printf(
        Locale.ROOT,
        "%s: int8 differs by %.5f at most, %.6f on average; lowest cosine similarity %.5f%n",
        what,
        largest,
        sum / count,
        cosine);
  }

  /// @return the two medians
  private double[] row(String what, Runnable exactly, Runnable roundedly) {
    for (int i = 0; i < 3; i++) {
      exactly.run();
      roundedly.run();
    }
    double[] one = new double[rounds];
    double[] other = new double[rounds];
    double[] ratio = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      one[i] = millis(exactly);
      other[i] = millis(roundedly);
      ratio[i] = one[i] / other[i];
    }
    double[] medians = {median(one), median(other)};
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.2f |%n",
        what,
        medians[0],
        medians[1],
        median(ratio));
    return medians;
  }

  private static double millis(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private List<float[]> pictures(int count) {
    int size = exact.config().image().imageSize();
    List<float[]> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] pixels = new float[3 * size * size];
      for (int j = 0; j < pixels.length; j++) {
        pixels[j] = (float) random.nextGaussian();
      }
      pictures.add(pixels);
    }
    return pictures;
  }

  private int[] text(int length) {
    int end = exact.config().text().endToken();
    int[] ids = IntStream.generate(() -> random.nextInt(end)).limit(length).toArray();
    ids[length - 1] = end;
    return ids;
  }

  private static String processor() throws IOException {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (!Files.exists(cpuinfo)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 2))
          .orElse("unknown processor");
    }
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Random weights in the shape of ViT-B/32, in Hugging Face's layout, spread as the original
  /// begins its training.
  private static final class RandomModel {
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
}
