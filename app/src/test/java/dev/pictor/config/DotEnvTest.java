package dev.pictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
  @TempDir private Path folder;

  private Map<String, String> read(String content) throws IOException {
    Path file = folder.resolve(".env");
    Files.writeString(file, content);
    return DotEnv.read(file);
  }

  @Test
  void values_comePlainQuotedAndExported() throws IOException {
    assertThat(
            read(
                """
                # a comment

                PLAIN=a b # with a comment
                HASH=postgres://u:p#x@h/d
                export EXPORTED = spaced\s\s
                SINGLE='a "b" \\n # no comment' # comment
                DOUBLE="line\\nnext \\"quoted\\" \\$5 # no comment"
                EMPTY=
                COMMENTED= # nothing
                EQUALS=a=b==
                WINDOWS=crlf\r
                """))
        .containsExactly(
            Map.entry("PLAIN", "a b"),
            Map.entry("HASH", "postgres://u:p#x@h/d"),
            Map.entry("EXPORTED", "spaced"),
            Map.entry("SINGLE", "a \"b\" \\n # no comment"),
            Map.entry("DOUBLE", "line\nnext \"quoted\" $5 # no comment"),
            Map.entry("EMPTY", ""),
            Map.entry("COMMENTED", ""),
            Map.entry("EQUALS", "a=b=="),
            Map.entry("WINDOWS", "crlf"));
  }

  @Test
  void file_thatIsMissingIsEmpty() {
    assertThat(DotEnv.read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void line_thatIsNoneIsNamedByItsNumberOnly() {
    assertThatThrownBy(() -> read("A=1\n= s3cret\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Line 2 of ")
        .hasMessageNotContaining("s3cret");
  }
}
