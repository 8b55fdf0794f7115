package dev.pictor.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.scripts.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `bench/NAME --help` says what it measures, and measures nothing.
class BenchmarkHelpTest {
  @TempDir private Path temporary;

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(Shell.REPOSITORY.resolve("bench"))) {
      return files
          .filter(Files::isExecutable)
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void help_isTheUsageAndNothingElse(String name) throws IOException {
    // Where there is nothing to measure: whatever asks for more than its usage fails.
    for (String file : new String[] {"bench/" + name, "scripts/common.sh"}) {
      Files.createDirectories(temporary.resolve(file).getParent());
      Files.copy(Shell.REPOSITORY.resolve(file), temporary.resolve(file));
    }
    Outcome help = Shell.in(temporary).run(temporary.resolve("bench/" + name), "--help");

    assertThat(help.exitCode()).as(help.err()).isZero();
    assertThat(help.out()).contains("bench/" + name).hasSizeLessThan(1_000);
    assertThat(help.err()).isEmpty();
  }
}
