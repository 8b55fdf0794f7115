package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The codes that programs rely on are told where they are looked for.
class ProblemCodesTest {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().normalize();
  private static final Pattern MADE =
      Pattern.compile("new Problem\\(\\s*(?:\\d{3}|status),\\s*\"([a-z-]+)\"");
  private static final Pattern TOLD = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| \\d{3}");

  @Test
  void codes_ofTheCode_areThoseOfTheDocumentAndOfThePage() throws IOException {
    Set<String> codes = new TreeSet<>();
    Path sources = REPOSITORY.resolve("app/src/main/java/dev/pictor/web");
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        codes.addAll(found(MADE, Files.readString(file)));
      }
    }

    // Told beside the job that is in the way.
    codes.add("job-under-way");
    assertThat(codes).contains("bad-query", "internal-error", "too-slow");
    assertThat(new TreeSet<>(ApiDocument.read().codes())).as("openapi.json").isEqualTo(codes);
    assertThat(found(TOLD, Files.readString(REPOSITORY.resolve("docs/api.md"))))
        .as("docs/api.md")
        .isEqualTo(codes);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
