import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Shows how much memory `pictor index` has in RAM while it goes through many pictures: the files of
/// a folder again and again, each time with other bytes behind their end, so that none is a copy.
///
/// Usage: `bench/memory --pictures DIR [--count 10000] [--model sketchbook]`; Linux only.
final class Memory {
  public static void main(String[] args) throws Exception {
    List<String> given = Arrays.asList(args);
    if (!given.contains("--pictures")) {
      System.err.println("Usage: bench/memory --pictures DIR [--count 10000] [--model sketchbook]");
      System.exit(2);
    }
    Path pictures = Path.of(Bench.after(given, "--pictures", ""));
    int count = Integer.parseInt(Bench.after(given, "--count", "10000"));
    Path home = Files.createTempDirectory("pictor-bench");
    try {
      multiply(pictures, count, Files.createDirectory(home.resolve("pictures")));
      Bench.printMachine();
      index(home, Bench.after(given, "--model", "sketchbook"));
    } finally {
      Bench.delete(home);
    }
  }

  private static void multiply(Path from, int count, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(from)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (int number = 0; number < count; number++) {
      Path file = files.get(number % files.size());
      byte[] bytes = Files.readAllBytes(file);
      byte[] other = Arrays.copyOf(bytes, bytes.length + Integer.BYTES);
      for (int i = 0; i < Integer.BYTES; i++) {
        other[bytes.length + i] = (byte) (number >> (Byte.SIZE * i));
      }
      Files.write(to.resolve("%06d-%s".formatted(number, file.getFileName())), other);
    }
  }

  private static void index(Path home, String model) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                System.getProperty("pictor"), "index", "--model", model, home + "/pictures")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile());
    builder.environment().put("PICTOR_HOME", home.resolve("home").toString());
    builder.environment().put("PICTOR_CACHE", home.resolve("cache").toString());
    builder.environment().put("PICTOR_STORE", "lucene");
    Peaks peaks = Peaks.of(builder.start());
    System.out.println(Files.readString(home.resolve("log")));
    peaks.printTenths();
  }
}
