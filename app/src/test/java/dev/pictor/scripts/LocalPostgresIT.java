package dev.pictor.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.scripts.Shell.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pictor postgres`, with servers of its own that are gone afterwards.
class LocalPostgresIT {
  private static final Path PICTOR = Shell.REPOSITORY.resolve("pictor");

  @TempDir private Path temporary;
  private Path home;
  private Shell shell;

  @BeforeAll
  static void needsPostgres(@TempDir Path folder) throws IOException {
    Path question =
        Shell.script(
            folder.resolve("question"),
            """
            #!/usr/bin/env bash
            . "$1/scripts/postgres-installed.sh" && has_vector "$(postgres_bin any)"
            """);
    assumeTrue(
        Shell.in(folder).run(question, Shell.REPOSITORY.toString()).exitCode() == 0,
        "needs PostgreSQL and pgvector: sudo scripts/install-postgres");
  }

  @BeforeEach
  void prepare() throws IOException {
    home = Files.createDirectories(temporary.resolve("home of it"));
    shell = Shell.in(temporary).with("PICTOR_HOME", home.toString());
    reachable(true);
  }

  @AfterEach
  void leaveNothing() throws IOException {
    Matcher data = Pattern.compile("(?m)^data +(.*)$").matcher(postgres("status").out());
    postgres("stop");
    if (data.find()) {
      deleteFolder(Path.of(data.group(1)));
    }
    reachable(true);
  }

  @Test
  void startUrlStatusStop_roundTrip() throws Exception {
    assertThat(postgres("status").exitCode()).isEqualTo(1);

    Outcome started = postgres("start");
    Outcome again = postgres("start");
    String url = postgres("url").out().strip();
    Outcome status = postgres("status");

    assertThat(started.exitCode()).as(started.err()).isZero();
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).isEmpty();
    assertThat(url).matches("postgres://pictor:[0-9a-f]{48}@127\\.0\\.0\\.1:[0-9]+/pictor");
    assertThat(status.exitCode()).isZero();
    assertThat(status.out()).contains("running", "pgvector", home.toString());
    try (Connection connection = connect(url)) {
      assertThat(ask(connection, "SELECT '[3,4]'::vector <-> '[0,0]'::vector")).isEqualTo("5");
      assertThat(ask(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(connection, "SELECT usesuper FROM pg_user WHERE usename = current_user"))
          .isEqualTo("f");
    }

    Outcome stopped = postgres("stop");

    assertThat(stopped.exitCode()).as(stopped.err()).isZero();
    assertThat(postgres("status").exitCode()).isEqualTo(1);
    assertThat(postgres("stop").exitCode()).isZero();
  }

  @Test
  void password_isReadableByItsOwnerOnlyAndAskedFor() throws Exception {
    String url = postgres("url").out().strip();

    assertThat(Files.getPosixFilePermissions(home.resolve("postgres/password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(postgres("status").out()).doesNotContain(URI.create(url).getUserInfo().substring(7));
    String wrong = url.replaceFirst("pictor:[^@]*", "pictor:wrong");
    assertThat(catchThrowable(() -> connect(wrong)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
  }

  @Test
  void url_startsAStoppedServerWithItsDataAndKeepsStandardOutputClean() throws Exception {
    try (Connection connection = connect(postgres("url").out().strip());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
    }
    postgres("stop");

    Outcome outcome = postgres("url");

    assertThat(outcome.out().lines()).hasSize(1);
    assertThat(outcome.err()).contains("running");
    try (Connection connection = connect(outcome.out().strip())) {
      assertThat(ask(connection, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void takenPort_givesWayToAnother() throws Exception {
    String before = postgres("url").out().strip();
    postgres("stop");
    int port = URI.create(before).getPort();

    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      String after = postgres("url").out().strip();

      assertThat(URI.create(after).getPort()).isNotEqualTo(taken.getLocalPort());
      try (Connection connection = connect(after)) {
        assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void folderThatTheServersUserCannotReach_works() throws Exception {
    reachable(false);

    Outcome outcome = postgres("url");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    try (Connection connection = connect(outcome.out().strip())) {
      assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void wrongUsage_isExitCode2AndTaught() {
    Outcome unknown = postgres("frobnicate");
    Outcome help = postgres("--help");

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("frobnicate", "Usage: pictor postgres");
    assertThat(unknown.out()).isEmpty();
    assertThat(shell.run(PICTOR, "postgres").exitCode()).isEqualTo(2);
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("DATABASE_URL=$(./pictor postgres url)");
  }

  private Outcome postgres(String command) {
    return shell.run(PICTOR, "postgres", command);
  }

  /// Whether other users may pass through the folder above `PICTOR_HOME`; a temporary folder is its
  /// owner's alone.
  private void reachable(boolean reachable) throws IOException {
    Files.setPosixFilePermissions(
        temporary, PosixFilePermissions.fromString(reachable ? "rwx--x--x" : "rwx------"));
  }

  private static Connection connect(String url) throws SQLException {
    URI address = URI.create(url);
    String[] account = address.getUserInfo().split(":");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + address.getPort() + address.getPath(),
        account[0],
        account[1]);
  }

  private static String ask(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
