import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Measures `pictor demo` as whoever tries it waits for it, and prints a table: from the command in a
/// built checkout to the first search that is answered over HTTP, with nothing there and again.
///
/// Usage: `bench/demo [--runs 5]`
final class Demo {
  private static final String SEARCH = "/api/v1/search?q=man+jumping&k=10";
  private static final double LONGEST_SECONDS = 600;

  private final Path pictor;
  private final HttpClient client;

  private Demo(Path pictor, HttpClient client) {
    this.pictor = pictor;
    this.client = client;
  }

  public static void main(String[] args) throws Exception {
    List<String> given = Arrays.asList(args);
    int at = given.indexOf("--runs");
    if (given.size() != (at < 0 ? 0 : 2)) {
      System.err.println("Usage: bench/demo [--runs 5]");
      System.exit(2);
    }
    int runs = at < 0 ? 5 : Integer.parseInt(given.get(at + 1));
    double[] first = new double[runs];
    double[] second = new double[runs];
    Bench.printMachine();
    try (HttpClient client = HttpClient.newHttpClient()) {
      Demo demo = new Demo(Path.of(System.getProperty("pictor")), client);
      for (int run = 0; run < runs; run++) {
        Path home = Files.createTempDirectory("pictor-bench");
        try {
          first[run] = demo.secondsToFirstAnswer(home);
          second[run] = demo.secondsToFirstAnswer(home);
        } finally {
          Bench.delete(home);
        }
      }
    }
    System.out.println("| `demo`, from the command to the first answer (s) | median | min | max |");
    System.out.println("|---|---|---|---|");
    System.out.printf(
        "| the first time: draws and indexes 600 pictures | %s |%n", Bench.cells(first));
    System.out.printf("| the second time | %s |%n", Bench.cells(second));
  }

  private double secondsToFirstAnswer(Path home) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path log = home.resolve("log");
    long start = System.nanoTime();
    Process process = Bench.demo(pictor, home, port, log);
    try {
      URI search = URI.create("http://127.0.0.1:" + port + SEARCH);
      while (!isAnswered(search)) {
        if (!process.isAlive() || seconds(start) > LONGEST_SECONDS) {
          throw new IllegalStateException("No answer from the demo:\n" + Files.readString(log));
        }
        Thread.sleep(5);
      }
      return seconds(start);
    } finally {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /// Until the model is there, a search is refused.
  private boolean isAnswered(URI search) throws IOException, InterruptedException {
    try {
      return client
              .send(HttpRequest.newBuilder(search).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (ConnectException e) {
      return false; // not listening yet
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
