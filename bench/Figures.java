import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Precision;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Measures what a user waits for, with whole processes where a user starts one, and prints a table:
/// indexing a folder end to end, a query's embedding, the first page after `serve`.
///
/// Usage: `bench/run [--model ViT-B-32.pt] [--pictures DIR] [--runs 3]`; without pictures, texts only;
/// without a model, random weights in the shape of ViT-B/32.
final class Figures {
  private static final int LARGE = 50;

  private static final List<String> PROMPTS =
      List.of(
          "cat",
          "man jumping",
          "two dogs playing in the snow",
          "an old wooden boat with a blue sail on a quiet lake in front of snowy mountains at dawn",
          "far too long, ".repeat(40));

  private final Path pictor;
  private final Path model;
  private final int runs;
  private final Path home;

  private Figures(Path pictor, Path model, int runs, Path home) {
    this.pictor = pictor;
    this.model = model;
    this.runs = runs;
    this.home = home;
  }

  public static void main(String[] args) throws Exception {
    List<String> given = Arrays.asList(args);
    Path home = Files.createTempDirectory("pictor-bench");
    Path model =
        given.contains("--model")
            ? Path.of(Bench.after(given, "--model", "")).toAbsolutePath()
            : RandomModel.write(home.resolve("random"));
    int runs = Integer.parseInt(Bench.after(given, "--runs", "3"));
    Figures figures = new Figures(Path.of(System.getProperty("pictor")), model, runs, home);
    try {
      head();
      if (given.contains("--pictures")) {
        figures.pictures(Path.of(Bench.after(given, "--pictures", "")).toAbsolutePath());
      }
      figures.texts();
    } finally {
      Bench.delete(figures.home);
    }
  }

  private static void head() throws IOException {
    Bench.printMachine();
    System.out.println("| figure | median | min | max |");
    System.out.println("|---|---|---|---|");
  }

  private void pictures(Path pictures) throws Exception {
    row("index, the model's first use: converts it (s)", new double[] {index("first", pictures, "fp32").seconds()});
    index("first", pictures, "int8"); // converted too
    double[] again = new double[runs];
    double[] started = new double[runs];
    for (int i = 0; i < runs; i++) {
      Run run = index("first", pictures, "fp32");
      again[i] = run.seconds();
      started[i] = run.processorSeconds();
    }
    row("index again, nothing changed (s)", again);
    Run start = new Run(Bench.median(again), Bench.median(started));
    stages("pictures", pictures, start);
    Path large = enlarged(pictures);
    stages("pictures of 14 megapixels", large, start);

    double[] page = new double[runs];
    double[] ready = new double[runs];
    for (int i = 0; i < runs; i++) {
      double[] both = serve();
      page[i] = both[0];
      ready[i] = both[1];
    }
    row("serve: to the first page (s)", page);
    row("serve: to the first search possible (s)", ready);
  }

  /// Indexes with both precisions, in turn with the encoder alone.
  ///
  /// @param start what a command takes that finds nothing to do
  private void stages(String what, Path pictures, Run start) throws Exception {
    long files;
    try (Stream<Path> all = Files.list(pictures)) {
      files = all.count();
    }
    int processors = Runtime.getRuntime().availableProcessors();
    for (Precision precision : Precision.values()) {
      String label = precision.name().toLowerCase(Locale.ROOT);
      double[] seconds = new double[runs];
      double[] rate = new double[runs];
      double[] busy = new double[runs];
      double[] encoder = new double[runs];
      double[] share = new double[runs];
      for (int i = 0; i < runs; i++) {
        encoder[i] = encoderAlone(precision);
        Run run = index("%s-%s-%d".formatted(label, pictures.getFileName(), i), pictures, label);
        seconds[i] = run.seconds();
        rate[i] = files / run.seconds();
        double working = run.seconds() - start.seconds();
        busy[i] = (run.processorSeconds() - start.processorSeconds()) / (processors * working);
        share[i] = files / working / encoder[i];
      }
      String these = "%,d %s, %s".formatted(files, what, label);
      row("index %s, whole command (s)".formatted(these), seconds);
      row("the same (images/s)", rate);
      row("the same without the start, as a share of what its processor time allows", busy);
      row("the same without the start, as a share of the encoder alone", share);
      row("the encoder alone, batches of 16, %s (images/s)".formatted(label), encoder);
    }
  }

  private double encoderAlone(Precision precision) {
    ClipOptions options =
        ClipOptions.defaults().withCacheDirectory(home.resolve("cache")).with(precision);
    try (Clip clip = Clip.open(model, options)) {
      int size = clip.config().image().imageSize();
      List<float[]> batch = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        batch.add(new float[3 * size * size]);
      }
      clip.encodePixels(batch);
      double[] millis = new double[15];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = Bench.millis(() -> clip.encodePixels(batch));
      }
      return batch.size() * 1000 / Bench.median(millis);
    }
  }

  /// The first [#LARGE] of the pictures, enlarged to the size that cameras make.
  private Path enlarged(Path pictures) throws IOException {
    Path folder = Files.createDirectory(home.resolve("large"));
    try (Stream<Path> all = Files.list(pictures)) {
      for (Path file : all.sorted().limit(LARGE).toList()) {
        BufferedImage picture = ImageIO.read(file.toFile());
        double scale = Math.sqrt(14e6 / picture.getWidth() / picture.getHeight());
        BufferedImage large =
            new BufferedImage(
                (int) (picture.getWidth() * scale),
                (int) (picture.getHeight() * scale),
                BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, large.getWidth(), large.getHeight(), null);
        graphics.dispose();
        // What a sensor adds, so that the files are as large as a camera's.
        byte[] samples = ((DataBufferByte) large.getRaster().getDataBuffer()).getData();
        Random noise = new Random(1);
        for (int at = 0; at < samples.length; at++) {
          samples[at] = (byte) Math.clamp((samples[at] & 0xFF) + noise.nextInt(-6, 7), 0, 255);
        }
        ImageIO.write(large, "jpg", folder.resolve(file.getFileName()).toFile());
      }
    }
    return folder;
  }

  private void texts() {
    ClipOptions options = ClipOptions.defaults().withCacheDirectory(home.resolve("cache"));
    try (Clip clip = Clip.open(model, options)) {
      for (String prompt : PROMPTS) {
        int tokens = clip.tokenizer().encode(prompt).length;
        for (int i = 0; i < 20; i++) {
          clip.encodeTexts(List.of(prompt));
        }
        double[] millis = new double[50];
        for (int i = 0; i < millis.length; i++) {
          millis[i] = Bench.millis(() -> clip.encodeTexts(List.of(prompt)));
        }
        row("text of %d tokens, tokenizing included (ms)".formatted(tokens), millis);
      }
    }
  }

  private static void row(String what, double[] values) {
    System.out.printf("| %s | %s |%n", what, Bench.cells(values));
  }

  /// @param seconds from start to end
  /// @param processorSeconds of all threads
  private record Run(double seconds, double processorSeconds) {}

  private Run index(String collection, Path pictures, String precision) throws Exception {
    long start = System.nanoTime();
    Process process =
        start(
            "index",
            "--collection",
            collection,
            "--model",
            model.toString(),
            "--precision",
            precision,
            pictures.toString());
    // Of a process that has ended nobody knows.
    double processorSeconds = 0;
    while (process.isAlive()) {
      processorSeconds =
          process
              .info()
              .totalCpuDuration()
              .map(time -> time.toNanos() / 1e9)
              .filter(time -> time > 0)
              .orElse(processorSeconds);
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    int code = process.exitValue();
    if (code != 0 && code != 3) {
      throw new IllegalStateException(
          "pictor index ended with %d:%n%s".formatted(code, Files.readString(home.resolve("log"))));
    }
    return new Run(seconds, processorSeconds);
  }

  private double[] serve() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    long start = System.nanoTime();
    Process process =
        start(
            "serve", "--collection", "first", "--model", model.toString(), "--port", "" + port);
    try (HttpClient client = HttpClient.newHttpClient()) {
      String base = "http://127.0.0.1:" + port;
      double page = await(client, base + "/", start);
      double ready = await(client, base + "/health/ready", start);
      return new double[] {page, ready};
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static double await(HttpClient client, String address, long start) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    while (System.nanoTime() - start < 60e9) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
          return (System.nanoTime() - start) / 1e9;
        }
      } catch (ConnectException e) {
        // Not listening yet.
      }
      Thread.sleep(5);
    }
    throw new IllegalStateException(address + " does not answer");
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(pictor.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PICTOR_HOME", home.resolve("home").toString());
    builder.environment().put("PICTOR_CACHE", home.resolve("cache").toString());
    builder.environment().put("PICTOR_STORE", "lucene");
    Path log = home.resolve("log");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
