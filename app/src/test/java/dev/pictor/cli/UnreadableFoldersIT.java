package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The built program where permissions are in its way. They stop nobody who is root: the program
/// then runs as the user nobody.
@Timeout(300)
class UnreadableFoldersIT {
  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");

  @TempDir private Path folder;
  private boolean isRoot;

  @BeforeEach
  void makePictures() throws Exception {
    isRoot = Files.getOwner(folder).getName().equals("root");
    for (String name : List.of("fine", "listed", "passed", "closed")) {
      TestPictures.write(folder.resolve("photos/" + name + "/a.jpg"), name.hashCode());
    }
    Files.createDirectory(folder.resolve("tmp"));
    // What the program reads, where everybody may read it.
    Files.copy(TestModels.micro(), folder.resolve("micro.pt"));
    if (isRoot) {
      Assumptions.assumeTrue(
          Stream.of("/usr/bin/setpriv", "/bin/setpriv").map(Path::of).anyMatch(Files::exists),
          "needs setpriv (util-linux)");
      run(List.of("chown", "-R", "nobody", folder.toString()));
    }
  }

  /// So that the folder can be deleted.
  @AfterEach
  void open() throws IOException {
    for (String name : List.of("photos/listed", "photos/passed", "photos/closed", "home")) {
      permit(name, "rwx------");
    }
  }

  private void permit(String name, String permissions) throws IOException {
    if (Files.exists(folder.resolve(name))) {
      Files.setPosixFilePermissions(
          folder.resolve(name), PosixFilePermissions.fromString(permissions));
    }
  }

  private Result pictor(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups", "--"));
    }
    command.add(PICTOR.toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private Result run(List<String> command) throws Exception {
    Path out = Files.createTempFile("pictor-test-", ".out");
    Path err = Files.createTempFile("pictor-test-", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PICTOR_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("PICTOR_HOME", folder.resolve("home").toString());
    builder.environment().put("PICTOR_CACHE", folder.resolve("cache").toString());
    builder.environment().put("PICTOR_MODEL", folder.resolve("micro.pt").toString());
    Process process = builder.start();
    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    Result result =
        new Result(
            process.exitValue(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  @Test
  void foldersThatCannotBeLookedInto_areReportedAndTheirPicturesNotTakenForGone() throws Exception {
    assertThat(pictor("index", "photos").out()).startsWith("4 added");
    permit("photos/listed", "r--------");
    permit("photos/passed", "--x------");
    permit("photos/closed", "---------");

    Result result = pictor("index", "photos");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.out())
        .startsWith("0 added, 0 changed, 1 unchanged, 0 copies, 3 failed\n")
        .doesNotContain("gone");
    assertThat(result.err())
        .contains("listed: the folder cannot be read: permission denied")
        .contains("passed: the folder cannot be read: permission denied")
        .contains("closed: the folder cannot be read: permission denied");
    Result found = pictor("search", "--image", "photos/fine/a.jpg");
    assertThat(found.out().lines())
        .hasSize(4)
        .filteredOn(line -> line.endsWith("(out of reach here)"))
        .hasSize(2);
  }

  @Test
  void ignoreFileThatMayNotBeRead_isReportedAndItsPicturesAreKept() throws Exception {
    assertThat(pictor("index", "photos").out()).startsWith("4 added");
    Files.writeString(folder.resolve("photos/fine/.pictorignore"), "*.jpg");
    permit("photos/fine/.pictorignore", "---------");

    Result result = pictor("index", "photos");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.out()).isEqualTo("0 added, 0 changed, 3 unchanged, 0 copies, 1 failed\n");
    assertThat(result.err())
        .contains("fine: its .pictorignore cannot be read (permission denied), so nothing in it");
  }

  @Test
  void homeThatOnlyReads_isSearchedAndNotWritten() throws Exception {
    assertThat(pictor("index", "photos").out()).startsWith("4 added");
    run(List.of("chmod", "-R", "a-w", "home", "cache"));

    assertThat(pictor("search", "--image", "photos/fine/a.jpg").out().lines()).hasSize(4);
    Result index = pictor("index", "photos");
    run(List.of("chmod", "-R", "u+w", "home", "cache"));

    assertThat(index.exitCode()).isEqualTo(1);
    assertThat(index.err()).contains("permissions").doesNotContain("\tat ");
  }

  @Test
  void homeThatCannotBeLookedInto_isNotTakenForAnEmptyOne() throws Exception {
    assertThat(pictor("index", "photos").out()).startsWith("4 added");
    permit("home", "---------");

    Result status = pictor("status");

    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out()).doesNotContain("does not exist yet");
    assertThat(status.err()).contains("AccessDeniedException", "permissions");
    Result search = pictor("search", "--image", "photos/fine/a.jpg");
    assertThat(search.exitCode()).isEqualTo(1);
    assertThat(search.err())
        .contains("AccessDeniedException", "permissions")
        .doesNotContain("There is no collection");
  }
}
