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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Searches over HTTP, from the request to the whole answer, in a server that is a process of its own.
final class HttpSearches {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int REQUESTS = 400;
  private static final List<String> TEXTS =
      List.of(
          "cat", "man jumping", "two dogs playing in the snow", "a sandy beach", "a red car at night",
          "mountains", "people around a table", "a quiet lake", "an old wooden boat", "birthday cake");

  private final MadeCollection made;
  private final Path model;
  private final HttpClient client = HttpClient.newHttpClient();

  /// Of searches that failed, and how often.
  private final Map<String, Integer> reasons = new ConcurrentHashMap<>();

  HttpSearches(MadeCollection made, Path model) {
    this.made = made;
    this.model = model;
  }

  void measure() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    // With PostgreSQL nothing has made it.
    Path log = Files.createDirectories(made.home()).resolve("serve.log");
    Process server = start(port, log);
    try {
      String base = "http://127.0.0.1:" + port;
      await(base + "/health/ready", server, log);
      List<URI> searches =
          TEXTS.stream().map(text -> search(base, text)).toList();
      double first = millis(searches.getFirst());
      double second = millis(searches.getFirst());
      // Every text has been asked for before what is counted.
      many(1, 200, searches);
      System.out.println("| HTTP, a text that was asked before | p50 ms | p95 ms | searches/s | failed |");
      System.out.println("|---|---|---|---|---|");
      for (int clients : new int[] {1, 16}) {
        many(clients, REQUESTS, searches).print(clients + (clients == 1 ? " client" : " clients"));
      }
      reasons.forEach((reason, times) -> System.out.printf("%n%d times: %s%n", times, reason));
      System.out.printf("%nThe first search took %.0f ms, the second %.0f ms.%n", first, second);
    } finally {
      server.destroy();
      server.waitFor();
      client.close();
    }
  }

  private record Load(double[] millis, double perSecond, int failed) {
    void print(String who) {
      System.out.printf(
          "| %s | %.1f | %.1f | %.0f | %d |%n",
          who, Bench.median(millis), Bench.percentile(95, millis), perSecond, failed);
    }
  }

  private Load many(int clients, int requests, List<URI> searches) throws Exception {
    long start = System.nanoTime();
    List<Future<List<Double>>> all = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(clients)) {
      for (int one = 0; one < clients; one++) {
        int from = one;
        all.add(
            executor.submit(
                () -> {
                  List<Double> millis = new ArrayList<>();
                  for (int i = 0; i < Math.max(50, requests / clients); i++) {
                    millis.add(millis(searches.get((from + i) % searches.size())));
                  }
                  return millis;
                }));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Double> millis = new ArrayList<>();
    for (Future<List<Double>> one : all) {
      millis.addAll(one.get());
    }
    double[] answered = millis.stream().filter(m -> m >= 0).mapToDouble(m -> m).toArray();
    return new Load(answered, answered.length / seconds, millis.size() - answered.length);
  }

  /// Negative if it failed.
  private double millis(URI search) {
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(search).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return (System.nanoTime() - start) / 1e6;
      }
      reasons.merge("%d %s".formatted(answer.statusCode(), answer.body()), 1, Integer::sum);
      return -1;
    } catch (IOException e) {
      reasons.merge(e.toString(), 1, Integer::sum);
      return -1;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI search(String base, String text) {
    return URI.create(
        base + "/api/v1/search?k=10&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
  }

  private void await(String address, Process server, Path log) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    long start = System.nanoTime();
    while (server.isAlive() && System.nanoTime() - start < 120e9) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (ConnectException e) {
        // Not listening yet.
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("The server is not ready:\n" + Files.readString(log));
  }

  private Process start(int port, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            System.getProperty("pictor"),
            "serve",
            "--model",
            model.toString(),
            "--port",
            "" + port);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PICTOR_"));
    builder.environment().put("PICTOR_HOME", made.home().toString());
    builder.environment().put("PICTOR_CACHE", made.home().resolve("cache").toString());
    builder.environment().put("PICTOR_DATABASE_SCHEMA", made.schema());
    return builder
        .directory(made.home().toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
