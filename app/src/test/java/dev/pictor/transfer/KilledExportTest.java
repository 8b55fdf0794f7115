package dev.pictor.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.testing.Silence;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `kill -9` while an export is being written.
class KilledExportTest extends TransferFixture {
  @ParameterizedTest
  @EnumSource
  void kill_leavesNothingThatIsTakenForAnExport(ExportFormat format) throws Exception {
    fill("here", 50);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledExportTest.class.getName(),
                folder.resolve("collections").toString(),
                target(format).toString(),
                format.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("writing");
      process.toHandle().destroyForcibly();
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }

    List<String> left = files();
    assertThat(left).hasSize(1).allMatch(name -> name.endsWith(".part"));
    assertThatThrownBy(() -> take(folder.resolve(left.getFirst()), "there"))
        .isInstanceOf(TransferException.class);
    assertThat(isThere("there")).isFalse();

    export("here", target(format), format);
    assertThat(take(target(format), "there").pictures()).isEqualTo(50);
  }

  /// Exports until it has written some pictures, says so, and waits.
  public static void main(String[] arguments) {
    try (Storage storage = LuceneStorage.open(Path.of(arguments[0]));
        PictureStore store = storage.openToRead("here").orElseThrow()) {
      new Export(
              store,
              new Silence() {
                @Override
                public void update(Snapshot snapshot) {
                  if (snapshot.done() == 20) {
                    System.out.println("writing");
                    waitForEver();
                  }
                }
              },
              () -> false)
          .to(Path.of(arguments[1]), ExportFormat.valueOf(arguments[2]), false);
    }
  }

  private static void waitForEver() {
    try {
      TimeUnit.DAYS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
