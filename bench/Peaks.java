import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The memory that a process has in RAM, from its beginning to its end.
final class Peaks {
  private static final int PARTS = 10;

  private final List<Long> kilobytes = new ArrayList<>();

  /// Waits until it ends.
  static Peaks of(Process process) throws InterruptedException {
    Peaks peaks = new Peaks();
    do {
      long now = Bench.residentKilobytes(process.pid());
      if (now > 0) {
        peaks.kilobytes.add(now);
      }
    } while (!process.waitFor(20, TimeUnit.MILLISECONDS));
    return peaks;
  }

  long megabytes() {
    return most(kilobytes) / 1024;
  }

  /// What was the most in each tenth of the time; what does not grow is flat here.
  void printTenths() {
    System.out.println("| part of the run | most memory in RAM (MB) |");
    System.out.println("|---|---|");
    for (int part = 0; part < PARTS; part++) {
      int from = part * kilobytes.size() / PARTS;
      int to = (part + 1) * kilobytes.size() / PARTS;
      System.out.printf(
          "| %d of %d | %,d |%n", part + 1, PARTS, most(kilobytes.subList(from, to)) / 1024);
    }
  }

  private static long most(List<Long> samples) {
    return samples.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
