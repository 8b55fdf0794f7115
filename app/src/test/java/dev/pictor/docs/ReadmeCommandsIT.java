package dev.pictor.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs every command that the README shows, in its order, in one home.
class ReadmeCommandsIT {
  @TempDir private static Path folder;

  private static UserHome home;

  @BeforeAll
  static void furnish() throws Exception {
    home = UserHome.in(folder);
    home.putModel(home.work().resolve("models/ViT-B-32.pt"));
  }

  @AfterAll
  static void leave() throws Exception {
    if (home != null) {
      home.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCommandOfTheReadme_works() {
    List<String> commands =
        Block.of(UserHome.REPOSITORY.resolve("README.md")).stream()
            .filter(block -> block.is("sh"))
            .flatMap(block -> block.lines().stream())
            .toList();
    assertThat(commands).as("commands in the README").hasSizeGreaterThan(8);
    return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> works(command)));
  }

  private static void works(String command) throws Exception {
    if (command.equals("./check")) {
      // The one that is running this very test.
      assertThat(Files.isExecutable(UserHome.REPOSITORY.resolve("check"))).isTrue();
      return;
    }
    UserHome.assumeModel();
    if (command.contains("postgres")) {
      assumePostgres();
    }
    home.type(command);
  }

  static void assumePostgres() {
    assumeTrue(
        System.getenv("PICTOR_TEST_DATABASE_URL") != null,
        "needs PostgreSQL with pgvector: run ./check");
  }
}
