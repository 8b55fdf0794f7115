import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Measures what a user waits for, with whole processes where a user starts one, and prints a table:
/// indexing a folder end to end, a query's embedding, the first page after `serve`.
///
/// Usage: `bench/run --model ViT-B-32.pt [--pictures DIR] [--runs 3]`; without pictures, texts only.
final class Figures {
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

  private Figures(Path pictor, Path model, int runs) throws IOException {
    this.pictor = pictor;
    this.model = model;
    this.runs = runs;
    this.home = Files.createTempDirectory("pictor-bench");
  }

  public static void main(String[] args) throws Exception {
    List<String> given = Arrays.asList(args);
    if (!given.contains("--model")) {
      System.err.println("Usage: bench/run --model ViT-B-32.pt [--pictures DIR] [--runs 3]");
      System.exit(2);
    }
    Path model = Path.of(after(given, "--model", "")).toAbsolutePath();
    int runs = Integer.parseInt(after(given, "--runs", "3"));
    Figures figures =
        new Figures(Path.of(System.getProperty("pictor")), model, runs);
    try {
      figures.head();
      if (given.contains("--pictures")) {
        figures.pictures(Path.of(after(given, "--pictures", "")).toAbsolutePath());
      }
      figures.texts();
    } finally {
      figures.clear();
    }
  }

  private static String after(List<String> args, String name, String otherwise) {
    int at = args.indexOf(name);
    return at < 0 || at + 1 >= args.size() ? otherwise : args.get(at + 1);
  }

  private void head() throws IOException {
    System.out.printf(
        "%s, %d processors, Java %s, load %.2f%n%n",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    System.out.println("| figure | median | min | max |");
    System.out.println("|---|---|---|---|");
  }

  private void pictures(Path pictures) throws Exception {
    long files;
    try (Stream<Path> all = Files.list(pictures)) {
      files = all.count();
    }

    double[] first = {index("c0", pictures)};
    row("index %,d files, the model's first use (s)".formatted(files), first);
    double[] index = new double[runs];
    for (int i = 0; i < runs; i++) {
      index[i] = index("c" + (i + 1), pictures);
    }
    row("index %,d files, whole command (s)".formatted(files), index);
    row("the same (images/s)", Arrays.stream(index).map(seconds -> files / seconds).toArray());
    double[] again = new double[runs];
    for (int i = 0; i < runs; i++) {
      again[i] = index("c1", pictures);
    }
    row("index again, nothing changed (s)", again);

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
          long start = System.nanoTime();
          clip.encodeTexts(List.of(prompt));
          millis[i] = (System.nanoTime() - start) / 1e6;
        }
        row("text of %d tokens, tokenizing included (ms)".formatted(tokens), millis);
      }
    }
  }

  private static void row(String what, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |%n",
        what,
        median,
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private double index(String collection, Path pictures) throws Exception {
    long start = System.nanoTime();
    Process process =
        start("index", "--collection", collection, "--model", model.toString(), pictures.toString());
    int code = process.waitFor();
    if (code != 0 && code != 3) {
      throw new IllegalStateException("pictor index ended with " + code);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private double[] serve() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    long start = System.nanoTime();
    Process process =
        start(
            "serve", "--collection", "c1", "--model", model.toString(), "--port", "" + port);
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

  private void clear() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
