import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What many visitors at once wait for: the demo's 600 pictures, served by a process of its own, asked
/// by 16 and by 64 clients that each send the next request when the last is answered. Of ten
/// requests four are searches (page, piece, API; one with a text that nobody asked for before), four are
/// thumbnails, one is a picture's page and one its file.
///
/// Usage: `bench/load [--requests 10000]`
final class Load {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PARTS = 10;
  private static final List<String> TEXTS =
      List.of("cat", "man jumping", "two dogs", "desert", "a red car at night", "tree", "boat", "house");

  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");

  private final String base;
  private final long pid;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> ids = new ArrayList<>();
  private final AtomicInteger unheard = new AtomicInteger();

  private Load(String base, long pid) {
    this.base = base;
    this.pid = pid;
  }

  public static void main(String[] args) throws Exception {
    List<String> given = Arrays.asList(args);
    int requests = Integer.parseInt(Bench.after(given, "--requests", "10000"));
    Path home = Files.createTempDirectory("pictor-bench");
    Path log = home.resolve("log");
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Process server = Bench.demo(Path.of(System.getProperty("pictor")), home, port, log);
    try {
      Bench.printMachine();
      Load load = new Load("http://127.0.0.1:" + port, server.pid());
      load.await(server, log);
      load.measure(requests);
    } finally {
      server.destroy();
      if (!server.waitFor(30, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
      Bench.delete(home);
    }
  }

  private void measure(int requests) throws Exception {
    Matcher found = ID.matcher(text("/api/v1/search?q=picture&k=200"));
    while (found.find()) {
      ids.add(found.group(1));
    }
    run(16, 1_000); // Java has to learn what is busy
    System.out.println("| clients | requests | a second | p50 ms | p95 ms | p99 ms | failed |");
    System.out.println("|---|---|---|---|---|---|---|");
    List<Run> runs = new ArrayList<>();
    for (int clients : new int[] {16, 64}) {
      Run run = run(clients, requests);
      run.print();
      runs.add(run);
    }
    System.out.println();
    System.out.println("| memory in RAM (MB) after each tenth of the requests |");
    System.out.println("|---|");
    runs.forEach(run -> System.out.printf("| %d clients: %s |%n", run.clients(), run.megabytes()));
    runs.forEach(run -> run.failures().forEach((why, times) -> System.out.printf("%n%d times: %s%n", times, why)));
  }

  private record Run(
      int clients, double seconds, double[] millis, List<Long> megabytes, Map<String, Integer> failures) {
    void print() {
      System.out.printf(
          "| %d | %,d | %.0f | %.1f | %.1f | %.1f | %d |%n",
          clients,
          millis.length,
          millis.length / seconds,
          Bench.median(millis),
          Bench.percentile(95, millis),
          Bench.percentile(99, millis),
          failures.values().stream().mapToInt(Integer::intValue).sum());
    }
  }

  private Run run(int clients, int requests) throws Exception {
    double[] millis = new double[requests];
    Long[] megabytes = new Long[PARTS];
    Map<String, Integer> failures = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    try (ExecutorService executor = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        executor.submit(
            () -> {
              for (int at = next.getAndIncrement(); at < requests; at = next.getAndIncrement()) {
                long began = System.nanoTime();
                ask(at, failures);
                millis[at] = (System.nanoTime() - began) / 1e6;
                if ((at + 1) % (requests / PARTS) == 0) {
                  megabytes[Math.min(PARTS, (at + 1) / (requests / PARTS)) - 1] =
                      Bench.resident(pid).all() / 1024;
                }
              }
              return null;
            });
      }
    }
    return new Run(
        clients,
        (System.nanoTime() - start) / 1e9,
        millis,
        Arrays.asList(megabytes),
        new TreeMap<>(failures));
  }

  private void ask(int number, Map<String, Integer> failures) throws InterruptedException {
    String query = "q=" + URLEncoder.encode(TEXTS.get(number / 10 % TEXTS.size()), StandardCharsets.UTF_8);
    String picture = "/pictures/" + ids.get(number % ids.size());
    String path =
        switch (number % 10) {
          case 0 -> "/search?" + query;
          case 1 -> "/search?" + query + "&k=24";
          case 2 -> "/api/v1/search?count=true&" + query;
          case 3 -> "/api/v1/search?q=thing+number+" + unheard.getAndIncrement();
          case 4 -> picture + "?" + query;
          case 5 -> picture + "/file";
          default -> picture + "/thumbnail";
        };
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    if (number % 10 == 1) {
      request.header("HX-Request", "true");
    }
    try {
      int status = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode();
      if (status != 200) {
        failures.merge(status + " " + path.replaceAll("[0-9a-f]{32}", "ID"), 1, Integer::sum);
      }
    } catch (IOException e) {
      failures.merge(e.toString(), 1, Integer::sum);
    }
  }

  private String text(String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(base + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /// Until the model is there, a search is refused.
  private void await(Process server, Path log) throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(URI.create(base + "/health/ready")).build();
    while (server.isAlive()) {
      try {
        if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (ConnectException e) {
        // Not listening yet.
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("The server is not ready:\n" + Files.readString(log));
  }
}
