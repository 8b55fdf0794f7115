import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the measuring programs share.
final class Bench {
  private Bench() {}

  /// The word after this one, as of `--runs 3`.
  static String after(List<String> args, String name, String otherwise) {
    int at = args.indexOf(name);
    return at < 0 || at + 1 >= args.size() ? otherwise : args.get(at + 1);
  }

  static double millis(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return (System.nanoTime() - start) / 1e6;
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /// What so many of a hundred values do not exceed.
  static double percentile(int percent, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
  }

  /// The median of the quotients, pair by pair.
  static double ratio(double[] ones, double[] others) {
    double[] quotients = new double[ones.length];
    for (int i = 0; i < quotients.length; i++) {
      quotients[i] = ones[i] / others[i];
    }
    return median(quotients);
  }

  /// The median, the least and the most, as cells of a table.
  static String cells(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%.2f | %.2f | %.2f",
        median(values),
        sorted[0],
        sorted[sorted.length - 1]);
  }

  /// Says on what is measured; a load that is not near zero makes the figures worthless.
  static void printMachine() throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%s, %d processors, Java %s, load %.2f%n%n",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
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

  /// What a process has in RAM, on Linux; nothing if it has just ended.
  static Resident resident(long pid) {
    long all = 0;
    long own = 0;
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          all = number(line);
        } else if (line.startsWith("RssAnon:")) {
          own = number(line);
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    return new Resident(all, own);
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  /// Memory in RAM, in kilobytes.
  ///
  /// @param own of it, what is no file's: files that are mapped can be dropped at any time
  record Resident(long all, long own) {}

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Starts the demo with nothing of whoever runs this.
  ///
  /// @param home for its files, and to work in: an `.env` file where the bench is started is not read
  static Process demo(Path pictor, Path home, int port, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(pictor.toString(), "demo", "--port", "" + port);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PICTOR_") || name.equals("DATABASE_URL"));
    builder.environment().put("PICTOR_HOME", home.resolve("home").toString());
    builder.environment().put("PICTOR_CACHE", home.resolve("cache").toString());
    return builder
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
