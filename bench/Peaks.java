import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/// The memory that a process has in RAM, from its beginning to its end.
final class Peaks {
  private static final int PARTS = 10;

  private final List<Bench.Resident> samples = new ArrayList<>();

  /// Waits until it ends.
  static Peaks of(Process process) throws InterruptedException {
    Peaks peaks = new Peaks();
    do {
      Bench.Resident now = Bench.resident(process.pid());
      if (now.all() > 0) {
        peaks.samples.add(now);
      }
    } while (!process.waitFor(20, TimeUnit.MILLISECONDS));
    return peaks;
  }

  long megabytes() {
    return most(samples, Bench.Resident::all);
  }

  /// What was the most in each tenth of the time; what does not grow is flat here.
  void printTenths() {
    System.out.println("| part of the run | most memory in RAM (MB) | most that is no file's (MB) |");
    System.out.println("|---|---|---|");
    for (int part = 0; part < PARTS; part++) {
      int from = part * samples.size() / PARTS;
      int to = (part + 1) * samples.size() / PARTS;
      List<Bench.Resident> tenth = samples.subList(from, to);
      System.out.printf(
          "| %d of %d | %,d | %,d |%n",
          part + 1, PARTS, most(tenth, Bench.Resident::all), most(tenth, Bench.Resident::own));
    }
  }

  private static long most(List<Bench.Resident> samples, ToLongFunction<Bench.Resident> kilobytes) {
    return samples.stream().mapToLong(kilobytes).max().orElse(0) / 1024;
  }
}
