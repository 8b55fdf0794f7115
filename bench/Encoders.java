import ai.onnxruntime.OrtException;
import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Compares fp32 with int8 in paired runs, call by call in turn, and prints medians and their ratio:
/// pictures in batches of 1, 8 and 32, texts of 4 to 77 tokens. Then what int8 loses.
///
/// Usage: `bench/encoders [--model PATH] [--threads N] [--rounds 15]`. Without a model it makes one:
/// random weights in the shape of ViT-B/32; these are then compared with the same matrix products
/// alone, which are the limit of the processor.
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
        Bench.printMachine();
        System.out.printf("%d threads, medians of %d.%n%n", threads, rounds);
        Encoders encoders = new Encoders(exact, rounded, rounds);
        encoders.measure();
        if (!given.containsKey("--model")) {
          encoders.compareWithProducts(threads);
        }
      }
    } finally {
      Bench.delete(folder);
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

  /// In turn with the same products alone; only for the model that has their shapes.
  private void compareWithProducts(int threads) throws OrtException {
    System.out.println();
    System.out.println(
        "| fp32, ViT-B/32 | ms | the same matrix products alone, ms | GFLOP/s of them | share |");
    System.out.println("|---|---|---|---|---|");
    for (int batch : new int[] {1, 8, 16, 32}) {
      List<float[]> pictures = pictures(batch);
      try (MatrixProducts products = new MatrixProducts(batch, threads)) {
        double[] whole = new double[rounds];
        double[] alone = new double[rounds];
        for (int i = -3; i < rounds; i++) {
          double one = Bench.millis(() -> exact.encodePixels(pictures));
          double other = Bench.millis(products::run);
          if (i >= 0) {
            whole[i] = one;
            alone[i] = other;
          }
        }
        System.out.printf(
            Locale.ROOT,
            "| batch of %d pictures | %.1f | %.1f | %.0f | %.3f |%n",
            batch,
            Bench.median(whole),
            Bench.median(alone),
            products.operations() / Bench.median(alone) / 1e6,
            Bench.ratio(alone, whole));
      }
    }
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
    for (int i = 0; i < rounds; i++) {
      one[i] = Bench.millis(exactly);
      other[i] = Bench.millis(roundedly);
    }
    double[] medians = {Bench.median(one), Bench.median(other)};
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.2f |%n",
        what,
        medians[0],
        medians[1],
        Bench.ratio(one, other));
    return medians;
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
}
