package dev.pictor.store.lucene;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Root;
import dev.pictor.store.Change;
import dev.pictor.store.KnownFile;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Another Java process that writes a collection until it is killed, and its side in this one.
///
/// Batch `n` puts [#SIZE] pictures and a failure and removes those of batch `n - KEPT`. The process
/// prints the number of each batch when it is acknowledged.
final class WritingProcess implements AutoCloseable {
  static final String COLLECTION = "killed";
  static final ModelIdentity MODEL = Samples.model("model-a", 'a', 64);
  static final int SIZE = 20;
  static final int KEPT = 3;

  private final Process process;
  private final BufferedReader output;

  private WritingProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /// @param first number of its first batch
  /// @param last number of its last batch: it then holds the collection and waits
  static WritingProcess start(Path folder, int first, int last) throws IOException {
    return new WritingProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                WritingProcess.class.getName(),
                folder.toString(),
                String.valueOf(first),
                String.valueOf(last))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  long pid() {
    return process.pid();
  }

  /// Waits for this batch.
  void awaitBatch(int number) throws IOException {
    String line = output.readLine();
    while (line == null || Integer.parseInt(line) != number) {
      if (line == null) {
        throw new AssertionError("The writing process ended before batch " + number);
      }
      line = output.readLine();
    }
  }

  /// As `kill -9` does.
  ///
  /// @return the last acknowledged batch that [#awaitBatch] had not read, else -1
  int kill() throws IOException, InterruptedException {
    stop();
    int last = -1;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      last = Integer.parseInt(line);
    }
    process.waitFor();
    return last;
  }

  void stop() {
    // Not the process itself: that would close its output before it is read.
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    stop();
  }

  static List<Change> batch(int number) {
    List<Change> batch = new ArrayList<>();
    for (int picture = number * SIZE; picture < (number + 1) * SIZE; picture++) {
      batch.add(Samples.put(picture, picture + ".jpg", MODEL));
      if (number >= KEPT) {
        batch.add(new Change.RemoveFile(Samples.place(picture - KEPT * SIZE + ".jpg")));
      }
    }
    batch.add(new Change.PutFailure(failure(number)));
    batch.add(new Change.RemoveFile(failure(number - KEPT).place()));
    return batch;
  }

  /// All that is there after this batch.
  static List<KnownFile> filesAfter(int number) {
    List<KnownFile> files = new ArrayList<>();
    for (int kept = Math.max(0, number - KEPT + 1); kept <= number; kept++) {
      for (int picture = kept * SIZE; picture < (kept + 1) * SIZE; picture++) {
        files.add(Samples.file(picture, picture + ".jpg"));
      }
      files.add(failure(kept));
    }
    return files;
  }

  private static KnownFile.FailedFile failure(int number) {
    return new KnownFile.FailedFile(
        Samples.place("bad" + number), new FileStamp(1, 2), "bad", Instant.ofEpochSecond(9), 1);
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int last = Integer.parseInt(arguments[2]);
    PictureStore store =
        LuceneStorage.open(folder, Duration.ofSeconds(5)).openToWrite(COLLECTION, MODEL);
    store.putRoot(new Root(Samples.ROOT, "/srv/photos"));
    for (int number = Integer.parseInt(arguments[1]); number <= last; number++) {
      store.apply(batch(number));
      System.out.println(number);
    }
    // Until the other side ends.
    new InputStreamReader(System.in, StandardCharsets.UTF_8).read();
  }
}
