package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.testing.ShortRuns;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The built program as a process in a folder, where it finds `photos`.
///
/// @param store the variables that choose the store
record PictorProcess(Path folder, Path home, Map<String, String> store) {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().normalize();

  /// How people start it.
  static final List<String> LAUNCHER = List.of(REPOSITORY.resolve("pictor").toString());

  /// Without the launcher, which makes sure of what Java needs.
  static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin/java").toString(),
          "-Djava.awt.headless=true",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-jar",
          REPOSITORY.resolve("app/target/pictor.jar").toString());

  /// @param pictures how many; there are copies of some besides, and files that are none
  /// @return how many files that makes
  static int makePhotos(Path photos, int pictures) throws IOException {
    int others = pictures / 10;
    for (int number = 0; number < pictures; number++) {
      TestPictures.write(photos.resolve("%d/p%d.jpg".formatted(number % 7, number)), number);
    }
    for (int number = 0; number < others; number++) {
      Files.copy(
          photos.resolve("%d/p%d.jpg".formatted(number % 7, number)),
          photos.resolve("%d/copy%d.jpg".formatted(number % 5, number)));
      byte[] whole = TestPictures.bytes(pictures + number, "png");
      Files.write(
          photos.resolve("%d/broken%d.png".formatted(number % 7, number)),
          Arrays.copyOf(whole, 40));
    }
    return pictures + 2 * others;
  }

  Result run(List<String> program, String... arguments) throws Exception {
    return result(start(program, arguments));
  }

  Process start(List<String> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out().toFile())
            .redirectError(err().toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PICTOR_"));
    environment.remove("DATABASE_URL");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", folder.resolve("user").toString());
    environment.put("PICTOR_HOME", home.toString());
    environment.put("PICTOR_CACHE", folder.resolve("cache").toString());
    environment.put("PICTOR_MODEL", TestModels.micro().toString());
    environment.putAll(store);
    ShortRuns.prepare(environment);
    return builder.start();
  }

  /// Waits for it.
  Result result(Process process) throws Exception {
    if (!process.waitFor(200, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Result(
        process.waitFor(), Files.readString(out()), ShortRuns.told(Files.readString(err())));
  }

  /// That it ended because it could not go on, and said so to people.
  static void assertStoppedWith(Result result, String... told) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.err())
        .contains(told)
        .doesNotContain("\tat ", "Exception in thread", "should not have happened");
  }

  Path out() {
    return folder.resolve("out");
  }

  Path err() {
    return folder.resolve("err");
  }
}
