package dev.pictor.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class IgnoreFileTest {
  @TempDir private Path folder;

  private static boolean excludes(String patterns, String path) {
    boolean isFolder = path.endsWith("/");
    String plain = isFolder ? path.substring(0, path.length() - 1) : path;
    return Exclusions.NONE.with("", IgnoreFile.parse(patterns)).exclude(plain, isFolder);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          *.png        | a.png          | true
          *.png        | sub/deep/a.png | true
          *.png        | a.png.jpg      | false
          /a.png       | a.png          | true
          /a.png       | sub/a.png      | false
          sub/a.png    | sub/a.png      | true
          sub/a.png    | x/sub/a.png    | false
          **/sub/a.png | x/sub/a.png    | true
          **/sub/a.png | sub/a.png      | true
          sub/**       | sub/x/a.png    | true
          a/**/b       | a/b            | true
          a/**/b       | a/x/y/b        | true
          a/*/b        | a/x/y/b        | false
          trash/       | trash/         | true
          trash/       | trash          | false
          IMG_??.jpg   | IMG_12.jpg     | true
          IMG_??.jpg   | IMG_1.jpg      | false
          [a-c]*.jpg   | beach.jpg      | true
          [!a-c]*.jpg  | beach.jpg      | false
          [[:digit:]]* | 1.jpg          | true
          \\!now.jpg   | !now.jpg       | true
          \\#1.jpg     | #1.jpg         | true
          # a comment  | # a comment    | false
          a\\*.jpg     | a*.jpg         | true
          a\\*.jpg     | ab.jpg         | false
          caf?.jpg     | café.jpg       | true
          caf?.jpg     | caf💚.jpg      | true
          [à-ü]*       | été.jpg        | true
          [            | [              | false
          a\\          | a\\            | false
          """,
      delimiter = '|')
  void pattern_meansWhatItMeansToGit(String pattern, String path, boolean excluded) {
    assertThat(excludes(pattern, path)).isEqualTo(excluded);
  }

  @Test
  void lastLineThatIsAboutAPath_decides() {
    String patterns = "\n# all but one\n*.png\n!keep.png\n";

    assertThat(excludes(patterns, "a.png")).isTrue();
    assertThat(excludes(patterns, "keep.png")).isFalse();
    assertThat(excludes(patterns + "keep.*\n", "keep.png")).isTrue();
  }

  @Test
  void lineEndings_spacesBehindAndAByteOrderMarkDoNotMatter() {
    String patterns = "\uFEFFa.jpg\r\nb.jpg   \r\nc\\ \n";

    assertThat(excludes(patterns, "a.jpg")).isTrue();
    assertThat(excludes(patterns, "b.jpg")).isTrue();
    assertThat(excludes(patterns, "c ")).isTrue();
    assertThat(excludes(patterns, "c")).isFalse();
  }

  @Test
  void deeperFile_winsOverTheOneAbove() {
    Exclusions above = Exclusions.NONE.with("", IgnoreFile.parse("*.png\n/sub/*.gif\n"));
    Exclusions below = above.with("sub", IgnoreFile.parse("!*.png\n/a.jpg\n"));

    assertThat(above.exclude("a.png", false)).isTrue();
    assertThat(below.exclude("sub/a.png", false)).isFalse();
    assertThat(below.exclude("sub/a.jpg", false)).isTrue();
    assertThat(below.exclude("sub/a.gif", false)).isTrue();
  }

  /// Each would take a matcher that tries one way after the other longer than there is time.
  @Test
  void hostilePatterns_takeNoLongerThanTheirLength() {
    String name = "a".repeat(250);

    assertThat(excludes("*a".repeat(5_000) + "b", name)).isFalse();
    assertThat(excludes("x/" + "**/".repeat(20_000) + "b", "x/" + "a/".repeat(2_000))).isFalse();
    assertThat(excludes("/" + "**/a*".repeat(10_000), "a/".repeat(2_000) + "b")).isFalse();
    assertThat(excludes("[" + "[:alpha:]a-z".repeat(5_000), name)).isFalse();
    assertThat(excludes("**".repeat(30_000) + "b", name)).isFalse();
  }

  @Test
  void folderWithout_hasNone() throws IOException {
    assertThat(IgnoreFile.in(folder)).isEmpty();
    assertThat(IgnoreFile.in(folder.resolve("gone"))).isEmpty();
  }

  @Test
  void whatCannotBeRead_isRefusedWithTheReason() throws Exception {
    Path file = folder.resolve(IgnoreFile.NAME);

    Files.write(file, "Größe".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> IgnoreFile.in(folder)).hasMessage("it is not UTF-8 text");
    Files.write(file, new byte[IgnoreFile.MOST_BYTES + 1]);
    assertThatThrownBy(() -> IgnoreFile.in(folder)).hasMessage("it has more than 65,536 bytes");
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("nowhere"));
    assertThatThrownBy(() -> IgnoreFile.in(folder)).hasMessage("it is a link that leads nowhere");
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> IgnoreFile.in(folder)).hasMessage("it is not a file");
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> IgnoreFile.in(folder)).hasMessage("it is not a file");
  }
}
