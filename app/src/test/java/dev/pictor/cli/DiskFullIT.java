package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `pictor index` into a home on a disk that is full, and given more room, again and again.
@Timeout(1200)
class DiskFullIT {
  private static final int DISKS = Boolean.getBoolean("pictor.long") ? 40 : 2;
  private static final int PICTURES = 300;
  private static final Map<String, String> LUCENE = Map.of("PICTOR_STORE", "lucene");
  private static final Pattern TOLD =
      Pattern.compile("^(\\d/broken\\d+\\.png): ", Pattern.MULTILINE);

  @TempDir private Path folder;
  private final Random random = new Random(23);
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void makePhotos() throws Exception {
    PictorProcess.makePhotos(folder.resolve("photos"), PICTURES);
    disk = Files.createDirectory(folder.resolve("disk"));
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isZero();
      mounted = false;
    }
  }

  private void mount(String options) throws Exception {
    mounted |= run("mount", "-t", "tmpfs", "-o", options, "pictor-test", disk.toString()) == 0;
    Assumptions.assumeTrue(mounted, "needs to be allowed to mount a tmpfs: run as root");
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void index_whoseDiskIsFull_saysSoAndGoesOnWhenThereIsRoom() throws Exception {
    PictorProcess undisturbed = new PictorProcess(folder, folder.resolve("home"), LUCENE);
    assertThat(undisturbed.run(PictorProcess.LAUNCHER, "index", "photos").exitCode())
        .isEqualTo(ExitCode.SOME_FAILED);
    Map<String, String> expected = content(undisturbed.home());
    assertThat(expected).hasSize(PICTURES + 2 * (PICTURES / 10));
    int needed = (int) (bytesBelow(undisturbed.home()) >> 10);

    for (int round = 0; round < DISKS; round++) {
      int kibibytes = 4 + random.nextInt(60);
      mount("size=%dk".formatted(kibibytes));
      PictorProcess pictor = new PictorProcess(folder, disk.resolve("home"), LUCENE);
      Map<String, String> before = Map.of();
      int filled = 0;
      Result result = pictor.run(PictorProcess.LAUNCHER, "index", "photos");
      while (result.exitCode() == ExitCode.COULD_NOT_RUN) {
        filled++;
        PictorProcess.assertStoppedWith(
            result,
            "No space left on device",
            pictor.home().resolve("lucene/default").toString(),
            "What was stored before stays.",
            "Make room");
        Map<String, String> after = content(pictor.home());
        assertThat(after).as("%d KiB", kibibytes).containsAllEntriesOf(before);
        assertThat(expected).as("%d KiB", kibibytes).containsAllEntriesOf(after);
        assertThat(after.keySet()).as("acknowledged").containsAll(told(result));
        assertThat(pictor.home().resolve("lucene/default/writer.json")).doesNotExist();
        before = after;
        kibibytes += 1 + random.nextInt(needed / 2);
        mount("remount,size=%dk".formatted(kibibytes));
        result = pictor.run(PictorProcess.LAUNCHER, "index", "photos");
        assertThat(result.err()).doesNotContain("is being written by");
      }
      assertThat(result.exitCode()).as(result.err()).isIn(ExitCode.DONE, ExitCode.SOME_FAILED);
      assertThat(filled).isPositive();
      assertThat(content(pictor.home())).as("%d KiB", kibibytes).isEqualTo(expected);
      unmount();
    }
  }

  /// The failures that it printed, which it does when they are stored.
  private static List<String> told(Result result) {
    Matcher told = TOLD.matcher(result.err());
    return told.results().map(found -> found.group(1)).toList();
  }

  private static Map<String, String> content(Path home) {
    try (Storage storage = LuceneStorage.open(home.resolve("lucene"))) {
      return StoredContent.of(storage, "default");
    }
  }

  private static long bytesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(Path::toFile)
          .filter(java.io.File::isFile)
          .mapToLong(java.io.File::length)
          .sum();
    }
  }
}
