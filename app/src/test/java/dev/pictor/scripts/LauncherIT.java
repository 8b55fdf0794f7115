package dev.pictor.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.scripts.Shell.Outcome;
import dev.pictor.scripts.Shell.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./pictor`, in copies whose jar is a [Probe] and whose Maven is a script, and the real one.
class LauncherIT {
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo "built" >>"$BUILDS"
      echo "[ERROR] told by Maven" >&2
      [ -n "$PROBE" ] || exit 1
      sleep 0.5
      [ -z "$EDITED" ] || touch "$EDITED"
      mkdir -p app/target && cp "$PROBE" app/target/pictor.jar
      """;

  @TempDir private Path temporary;
  private Path elsewhere;
  private Shell shell;

  @BeforeEach
  void prepare() throws IOException {
    elsewhere = Files.createDirectories(temporary.resolve("some where"));
    shell = Shell.in(elsewhere).with("JAVA_HOME", Shell.JAVA_HOME.toString());
  }

  @Test
  void realLauncher_startsPictorWithoutBuildingAgain() {
    Outcome outcome = shell.run(Shell.REPOSITORY.resolve("pictor"), "--help");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("Usage: pictor");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void throughASymlink_keepsFolderArgumentsAndExitCode() throws IOException {
    Path link =
        Files.createSymbolicLink(temporary.resolve("link to it"), installed().resolve("pictor"));

    Outcome outcome = shell.run(link, "search", "man jumping", "", "größer");

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
    assertThat(outcome.out().lines())
        .contains("folder=" + elsewhere.toRealPath(), "arguments=search|man jumping||größer");
    assertThat(outcome.err()).isEmpty();
  }

  /// ONNX Runtime ends the process if they are on its command line.
  @Test
  void manyArguments_reachTheModel() {
    String[] arguments =
        Stream.concat(
                Stream.of("embed", "--model", "sketchbook"),
                Stream.of("größer", "a  cat")
                    .<String>mapMulti(
                        (text, sink) -> {
                          for (int i = 0; i < 300; i++) {
                            sink.accept("--text=" + text);
                          }
                        }))
            .toArray(String[]::new);

    Outcome outcome = shell.run(Shell.REPOSITORY.resolve("pictor"), arguments);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().filter(line -> line.contains("\"größer\""))).hasSize(300);
    assertThat(outcome.out().lines().filter(line -> line.contains("\"a  cat\""))).hasSize(300);
  }

  @Test
  void plainLocale_becomesUtf8() throws IOException {
    Outcome outcome = shell.with("LC_ALL", "POSIX").run(installed().resolve("pictor"));

    assertThat(outcome.out().lines()).contains("file names=UTF-8");
  }

  @Test
  void signals_reachJava() throws Exception {
    Running running = shell.start(installed().resolve("pictor"), "wait");
    Instant patience = Instant.now().plus(Duration.ofSeconds(30));
    while (!Files.readString(running.out()).contains("arguments=")) {
      assertThat(Instant.now()).isBefore(patience);
      Thread.sleep(20);
    }
    String printed = Files.readString(running.out());

    running.process().destroy();

    assertThat(printed.lines()).contains("process=" + running.process().pid());
    assertThat(running.await().exitCode()).isEqualTo(128 + 15);
  }

  @Test
  void oldJavaHome_isPassedOver() throws IOException {
    Path old = fakeJava("17.0.15");

    Outcome outcome =
        shell
            .with("JAVA_HOME", old.toString())
            .with("PATH", Shell.JAVA_HOME.resolve("bin") + ":" + System.getenv("PATH"))
            .run(installed().resolve("pictor"));

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
  }

  @Test
  void javaWithoutAReleaseFile_isAskedForItsVersion() throws IOException {
    Path java = temporary.resolve("java of nobody");
    Shell.script(
        java.resolve("bin/java"),
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "25.0.3" 2026-04-21' >&2; else echo mine; fi
        """);

    Outcome outcome = shell.with("JAVA_HOME", java.toString()).run(installed().resolve("pictor"));

    assertThat(outcome.out()).isEqualTo("mine\n");
  }

  @Test
  void noJavaNewEnough_saysWhichToInstallAndWhatItSaw() throws IOException {
    Path old = fakeJava("17.0.15");
    Path copy = installed();
    Path common = copy.resolve("scripts/common.sh");
    Files.writeString(
        common, Files.readString(common).replace("NEEDED_JAVA=25", "NEEDED_JAVA=925"));

    Outcome outcome = shell.with("JAVA_HOME", old.toString()).run(copy.resolve("pictor"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("JDK 925", "install", "JAVA_HOME", "17 in " + old);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void sources_areBuiltWhenTheJarIsMissingOrOlder() throws IOException {
    Path copy = sources();
    Path source = copy.resolve("sketchbook/src/main/java/A.java");
    Shell building = building(copy);

    Outcome first = building.run(copy.resolve("pictor"));
    Outcome second = building.run(copy.resolve("pictor"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    Outcome third = building.run(copy.resolve("pictor"));

    assertThat(first.err()).isEqualTo("Building Pictor ...\n");
    assertThat(second.err()).isEmpty();
    assertThat(third.err()).isEqualTo("Building Pictor ...\n");
    assertThat(List.of(first.exitCode(), second.exitCode(), third.exitCode())).containsOnly(3);
    assertThat(builds(copy)).hasSize(2);
  }

  @Test
  void sourceEditedDuringABuild_isBuiltTheNextTime() throws IOException {
    Path copy = sources();
    String source = copy.resolve("app/src/main/java/A.java").toString();

    building(copy).with("EDITED", source).run(copy.resolve("pictor"));
    Outcome next = building(copy).run(copy.resolve("pictor"));

    assertThat(next.err()).isEqualTo("Building Pictor ...\n");
  }

  @Test
  void twoAtOnce_buildOnce() throws IOException {
    Path copy = sources();

    List<Running> both =
        Stream.generate(() -> building(copy).start(copy.resolve("pictor"))).limit(2).toList();

    assertThat(both.stream().map(Running::await).map(Outcome::exitCode)).containsOnly(3);
    assertThat(builds(copy)).hasSize(1);
  }

  @Test
  void failedBuild_showsWhyAndStartsNothing() throws IOException {
    Path copy = sources();

    Outcome outcome = building(copy).with("PROBE", "").run(copy.resolve("pictor"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("told by Maven", "could not be built", "target/build.log");
    assertThat(outcome.out()).isEmpty();
  }

  /// An empty file is no cache that Java can take: it passes it over and says nothing.
  @Test
  void whatARehearsalLearned_isTakenUntilTheJarIsAnother() throws IOException {
    Path copy = sources();
    Shell.script(copy.resolve("scripts/rehearse"), "#!/bin/sh\n: >\"$1\"\n");
    Shell building = building(copy);
    Path jar = copy.resolve("app/target/pictor.jar");

    Outcome first = building.run(copy.resolve("pictor"));
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
    Outcome second = building.run(copy.resolve("pictor"));

    assertThat(first.err()).isEqualTo("Building Pictor ...\n");
    assertThat(first.out().lines()).contains("learned=" + jar.resolveSibling("pictor.aot"));
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).doesNotContain("learned=");
    assertThat(List.of(first.exitCode(), second.exitCode())).containsOnly(3);
  }

  @Test
  void failedRehearsal_isNoReasonNotToStart() throws IOException {
    Path copy = sources();
    Shell.script(
        copy.resolve("scripts/rehearse"), "#!/bin/sh\necho lost >&2\n: >\"$1.part\"\nexit 1\n");

    Outcome outcome = building(copy).run(copy.resolve("pictor"));

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err()).isEqualTo("Building Pictor ...\n");
    assertThat(outcome.out()).doesNotContain("learned=");
    assertThat(copy.resolve("target/build.log")).content().contains("lost");
  }

  @Test
  void realRehearsal_leavesACacheThatJavaTakes() {
    Path cache = temporary.resolve("learned.aot");
    String java = Shell.JAVA_HOME.resolve("bin/java").toString();
    String jar = Shell.REPOSITORY.resolve("app/target/pictor.jar").toString();

    Outcome rehearsal =
        shell.run(Shell.REPOSITORY.resolve("scripts/rehearse"), cache.toString(), java, jar);
    Outcome start =
        shell.run(
            Path.of(java),
            "-XX:AOTMode=on",
            "-XX:AOTCache=" + cache,
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            jar,
            "--version");

    assertThat(rehearsal.exitCode()).as(rehearsal.err()).isZero();
    assertThat(start.exitCode()).as(start.out() + start.err()).isZero();
  }

  @Test
  void missingMaven_isNamed() throws IOException {
    Path copy = sources();
    Path tools = Files.createDirectories(temporary.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "readlink", "locale", "uname", "find", "grep")) {
      Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
    }

    Outcome outcome = shell.with("PATH", tools.toString()).run(copy.resolve("pictor"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("Maven", "apt install maven");
  }

  /// The launcher beside a finished jar, as in the container.
  private Path installed() throws IOException {
    Path copy = copyLauncher("installed here");
    Probe.writeJar(copy.resolve("pictor.jar"));
    return copy;
  }

  /// The launcher beside sources that were never built.
  private Path sources() throws IOException {
    Path copy = copyLauncher("the sources");
    for (String file : List.of("pom.xml", "clip/pom.xml", "sketchbook/pom.xml", "app/pom.xml")) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.createFile(copy.resolve(file));
    }
    for (String module : List.of("clip", "sketchbook", "app")) {
      Path folder = Files.createDirectories(copy.resolve(module).resolve("src/main/java"));
      Files.createFile(folder.resolve("A.java"));
    }
    Probe.writeJar(copy.resolve("probe.jar"));
    Shell.script(copy.resolve("bin/mvn"), MAVEN);
    return copy;
  }

  private Shell building(Path copy) {
    return shell
        .with("PATH", copy.resolve("bin") + ":" + System.getenv("PATH"))
        .with("PROBE", copy.resolve("probe.jar").toString())
        .with("BUILDS", copy.resolve("builds").toString());
  }

  private static List<String> builds(Path copy) throws IOException {
    return Files.readAllLines(copy.resolve("builds"));
  }

  private Path copyLauncher(String name) throws IOException {
    Path copy = temporary.resolve(name);
    Files.createDirectories(copy.resolve("scripts"));
    for (String file : List.of("pictor", "scripts/common.sh")) {
      Files.copy(Shell.REPOSITORY.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private Path fakeJava(String version) throws IOException {
    Path java = temporary.resolve("old java");
    Shell.script(java.resolve("bin/java"), "#!/bin/sh\necho old\n");
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return java;
  }

  private static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
