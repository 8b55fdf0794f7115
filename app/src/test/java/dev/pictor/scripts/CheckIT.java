package dev.pictor.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.scripts.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./check`, as far as it can be tried from inside itself: its usage and how it counts.
class CheckIT {
  private static final Path CHECK = Shell.REPOSITORY.resolve("check");

  @TempDir private Path temporary;

  @Test
  void help_teaches() {
    Outcome help = Shell.in(temporary).run(CHECK, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--long", "--strict", "PICTOR_TEST_DATABASE_URL");
  }

  @Test
  void unknownOption_isExitCode2() {
    Outcome outcome = Shell.in(temporary).run(CHECK, "--quick");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--quick", "Usage: ./check");
  }

  @Test
  void skippedTest_isAFailureWhereItIsToldSo() throws IOException {
    Path check = copyWithAMavenThatSkips();
    Shell shell =
        Shell.in(temporary)
            .with("JAVA_HOME", Shell.JAVA_HOME.toString())
            .with("PATH", check.resolveSibling("bin") + ":" + System.getenv("PATH"))
            .with("PICTOR_TEST_DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");

    Outcome usual = shell.run(check);
    Outcome strict = shell.run(check, "--strict");
    Outcome ofCi = shell.run(check.resolveSibling(".ci").resolve("run"));

    assertThat(usual.exitCode()).as(usual.err()).isZero();
    assertThat(usual.out())
        .endsWith("Skipped:\n  a.A.waits: needs it\n1 passed, 0 failed, 1 skipped\n");
    for (Outcome outcome : new Outcome[] {strict, ofCi}) {
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err()).contains("a skipped test is a failure here");
    }
  }

  private Path copyWithAMavenThatSkips() throws IOException {
    Path copy = temporary.resolve("copy");
    for (String file :
        new String[] {
          "check",
          "pictor",
          ".ci/run",
          "scripts/common.sh",
          "scripts/TestSummary.java",
          "sketchbook/train"
        }) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.copy(Shell.REPOSITORY.resolve(file), copy.resolve(file));
    }
    Shell.script(
        copy.resolve("bin/mvn"),
        """
        #!/usr/bin/env bash
        mkdir -p app/target/surefire-reports
        cat >app/target/surefire-reports/TEST-made.xml <<'XML'
        <testsuite>
          <testcase classname="a.A" name="passes"/>
          <testcase classname="a.A" name="waits"><skipped message="needs it"/></testcase>
        </testsuite>
        XML
        """);
    return copy.resolve("check");
  }

  @Test
  void summary_namesWhatFailedAndWhyOthersWereSkipped() throws IOException {
    report(
        "clip",
        """
        <testsuite tests="4">
          <testcase classname="a.A" name="passes"><system-out><![CDATA[<skipped/>]]></system-out></testcase>
          <testcase classname="a.A" name="fails"><failure message="no">trace</failure></testcase>
          <testcase classname="a.A" name="breaks"><error message="no">trace</error></testcase>
          <testcase classname="a.A" name="waits"><skipped message="needs &lt;a&gt; database"/></testcase>
          <testcase classname="a.A" name="assumes"><skipped type="b.C"><![CDATA[
        b.C: Assumption failed: needs it
            at b.C]]></skipped></testcase>
        </testsuite>
        """);
    report("app", "<testsuite><testcase classname='b.B' name='passes'/></testsuite>");

    assertThat(summary())
        .isEqualTo(
            """
            Failed:
              a.A.fails
              a.A.breaks
            Skipped:
              a.A.waits: needs <a> database
              a.A.assumes: needs it
            2 passed, 2 failed, 2 skipped
            """);
  }

  @Test
  void summary_ofNothing_saysSo() {
    assertThat(summary()).isEqualTo("0 passed, 0 failed, 0 skipped\n");
  }

  private void report(String module, String content) throws IOException {
    Path folder = temporary.resolve(module).resolve("target/surefire-reports");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("TEST-made.xml"), content);
    Files.writeString(folder.resolve("failsafe-summary.xml"), "<failsafe-summary/>");
  }

  private String summary() {
    Path program = Shell.REPOSITORY.resolve("scripts/TestSummary.java");
    Outcome outcome =
        Shell.in(temporary)
            .run(Shell.JAVA_HOME.resolve("bin/java"), program.toString(), temporary.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out();
  }
}
