package dev.pictor.ignore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Random files of patterns and random paths, decided by us and by `git check-ignore`.
///
/// Of ASCII only: git compares bytes, we compare characters.
@Timeout(120)
class GitComparisonTest {
  private static final int FILES = 40;
  private static final String[] NAMES = {
    "a", "b", "ab", "ba", "aab", "abc", "-", "]", "A", "1", "a b", "b ", "#a", "!a", "a.b", "\\",
    "*", "[a]", "a-b", "^"
  };
  private static final String[] PIECES = {
    "a",
    "b",
    "ab",
    "c",
    "*",
    "**",
    "?",
    "/",
    "/",
    "**/",
    "/**",
    "[ab]",
    "[!a]",
    "[^b]",
    "[a-c]",
    "[]a]",
    "[!]a]",
    "[a-]",
    "[-a]",
    "[[:alpha:]]",
    "[![:upper:]1]",
    "[[:x:]]",
    "[[:]",
    "[\\]a]",
    "[a\\-c]",
    "[a-\\c]",
    "[]-a]",
    "[",
    "[a",
    "\\",
    "\\*",
    "\\a",
    "\\#",
    "\\!",
    "\\ ",
    "!",
    "#",
    " ",
    ".",
    "-",
    "]",
    "1",
    "^",
    "\\/",
    "***",
    "[ab][a-c]",
    "*a*b"
  };

  @TempDir private Path folder;

  @BeforeEach
  void makeRepository() throws Exception {
    Assumptions.assumeTrue(
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "git"))),
        "needs git");
    assertThat(git(Set.of(), "init", "-q")).isEmpty();
    Files.writeString(folder.resolve(".git/info/exclude"), "");
  }

  /// Runs git with these paths as its input, each ended by a zero byte.
  ///
  /// @return its output, split at zero bytes
  private Set<String> git(Set<String> paths, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.excludesFile=/dev/null"));
    command.addAll(List.of(arguments));
    Path input = Files.createTempFile("pictor-test-", ".in");
    Path output = Files.createTempFile("pictor-test-", ".out");
    try {
      Files.writeString(input, String.join("\0", paths));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
      Process process = builder.start();
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isBetween(0, 1);
      Set<String> answers = new HashSet<>(List.of(Files.readString(output).split("\0")));
      answers.remove("");
      return answers;
    } finally {
      Files.delete(input);
      Files.delete(output);
    }
  }

  @RepeatedTest(25)
  void decision_isThatOfGit(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    Set<String> folders = new TreeSet<>();
    Set<String> files = new TreeSet<>();
    for (int i = 0; i < FILES; i++) {
      String path = "";
      for (int depth = random.nextInt(4); depth > 0; depth--) {
        path += NAMES[random.nextInt(NAMES.length)];
        folders.add(path);
        path += "/";
      }
      files.add(path + NAMES[random.nextInt(NAMES.length)]);
    }
    files.removeAll(folders);
    for (String path : folders) {
      Files.createDirectories(folder.resolve(path));
    }
    for (String path : files) {
      Files.createFile(folder.resolve(path));
    }
    for (int round = 0; round < 12; round++) {
      compare(random, folders, files, "seed " + repetition.getCurrentRepetition());
    }
  }

  private void compare(Random random, Set<String> folders, Set<String> files, String seed)
      throws Exception {
    List<String> written = new ArrayList<>();
    StringBuilder patterns = new StringBuilder();
    write("", random, written, patterns);
    for (String path : folders) {
      if (random.nextInt(6) == 0) {
        write(path + "/", random, written, patterns);
      }
    }
    Set<String> all = new TreeSet<>(folders);
    all.addAll(files);

    Set<String> ours = new TreeSet<>();
    walk("", Exclusions.NONE, false, folders, all, ours);

    assertThat(ours)
        .as("%s, with %s", seed, patterns)
        .isEqualTo(new TreeSet<>(git(all, "check-ignore", "--no-index", "-z", "--stdin")));
    for (String file : written) {
      Files.delete(folder.resolve(file));
    }
  }

  private void write(String in, Random random, List<String> written, StringBuilder patterns)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int line = random.nextInt(6); line >= 0; line--) {
      for (int piece = random.nextInt(5); piece >= 0; piece--) {
        lines.append(PIECES[random.nextInt(PIECES.length)]);
      }
      lines.append(random.nextInt(8) == 0 ? "\r\n" : "\n");
    }
    patterns.append("'").append(in).append("':\n").append(lines);
    Files.writeString(folder.resolve(in + ".gitignore"), lines);
    Files.writeString(folder.resolve(in + IgnoreFile.NAME), lines);
    written.addAll(List.of(in + ".gitignore", in + IgnoreFile.NAME));
  }

  /// What [Exclusions] leave to those that walk: all below an excluded folder is excluded.
  private void walk(
      String path,
      Exclusions above,
      boolean excluded,
      Set<String> folders,
      Set<String> all,
      Set<String> ours)
      throws IOException {
    Exclusions here =
        excluded
            ? above
            : IgnoreFile.in(folder.resolve(path)).map(file -> above.with(path, file)).orElse(above);
    String prefix = path.isEmpty() ? "" : path + "/";
    for (String each : all) {
      if (each.startsWith(prefix) && each.indexOf('/', prefix.length()) < 0) {
        boolean isExcluded = excluded || here.exclude(each, folders.contains(each));
        if (isExcluded) {
          ours.add(each);
        }
        if (folders.contains(each)) {
          walk(each, here, isExcluded, folders, all, ours);
        }
      }
    }
  }
}
