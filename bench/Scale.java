import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// What commands take with many pictures: small ones are made, each another, in folders of a
/// thousand; then they are indexed with the bundled model, indexed again with nothing changed, and
/// looked at with `status`, `doctor` and `search`. Of the first run the memory is told over time.
///
/// Usage: `bench/scale [--count 100000] [--runs 3]`. Lucene, or PostgreSQL where `DATABASE_URL` is
/// set: then in a schema of its own, which stays there.
final class Scale {
  private static final int SIDE = 96;
  private static final int FOLDER = 1000;

  private final Path home;
  private final String pictor = System.getProperty("pictor");

  private Scale(Path home) {
    this.home = home;
  }

  public static void main(String[] args) throws Exception {
    List<String> given = Arrays.asList(args);
    int count = Integer.parseInt(Bench.after(given, "--count", "100000"));
    int runs = Integer.parseInt(Bench.after(given, "--runs", "3"));
    Path home = Files.createTempDirectory("pictor-bench");
    try {
      Bench.printMachine();
      make(home.resolve("pictures"), count);
      new Scale(home).measure(count, runs);
    } finally {
      Bench.delete(home);
    }
  }

  private static void make(Path pictures, int count) throws IOException {
    for (int folder = 0; folder * FOLDER < count; folder++) {
      Files.createDirectories(pictures.resolve("%03d".formatted(folder)));
    }
    IntStream.range(0, count).parallel().forEach(number -> draw(pictures, number));
  }

  private static void draw(Path pictures, int number) {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(SIDE, SIDE * 3 / 4, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(
        new GradientPaint(
            0, 0, new Color(random.nextInt(1 << 24)), SIDE, SIDE, new Color(random.nextInt(1 << 24))));
    graphics.fillRect(0, 0, SIDE, SIDE);
    graphics.setColor(new Color(random.nextInt(1 << 24)));
    graphics.fillOval(random.nextInt(SIDE), random.nextInt(SIDE), SIDE / 2, SIDE / 2);
    graphics.dispose();
    Path file = pictures.resolve("%03d/p%06d.jpg".formatted(number / FOLDER, number));
    try {
      ImageIO.write(image, "jpg", file.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void measure(int count, int runs) throws Exception {
    String pictures = home.resolve("pictures").toString();
    System.out.printf("| %,d pictures | median s | min | max | most memory in RAM (MB) |%n", count);
    System.out.println("|---|---|---|---|---|");
    Peaks indexing = row("index", 1, "index", "--model", "sketchbook", pictures);
    row("index again, nothing changed", runs, "index", pictures);
    row("status", runs, "status");
    row("doctor", runs, "doctor");
    row("search", runs, "search", "--model", "sketchbook", "a red disc");
    System.out.println();
    System.out.println("index:");
    System.out.println();
    indexing.printTenths();
  }

  /// @return of the last run
  private Peaks row(String what, int runs, String... command) throws Exception {
    double[] seconds = new double[runs];
    long most = 0;
    Peaks peaks = new Peaks();
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      Process process = start(command);
      peaks = Peaks.of(process);
      most = Math.max(most, peaks.megabytes());
      seconds[run] = (System.nanoTime() - start) / 1e9;
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "%s ended with %d:%n%s"
                .formatted(what, process.exitValue(), Files.readString(home.resolve("log"))));
      }
    }
    System.out.printf("| %s | %s | %,d |%n", what, Bench.cells(seconds), most);
    return peaks;
  }

  private Process start(String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(pictor));
    words.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("PICTOR_HOME", home.resolve("home").toString());
    builder.environment().put("PICTOR_CACHE", home.resolve("cache").toString());
    builder
        .environment()
        .put("PICTOR_DATABASE_SCHEMA", home.getFileName().toString().replaceAll("[^a-z0-9]", "_"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("log").toFile())
        .start();
  }
}
