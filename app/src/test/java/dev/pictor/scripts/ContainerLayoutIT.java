package dev.pictor.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pictor.scripts.Shell.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image's folder `/opt/pictor`, laid out by the `Dockerfile`'s own COPY lines.
class ContainerLayoutIT {
  @TempDir private Path temporary;
  private Path image;

  @BeforeEach
  void layOut() throws IOException {
    image = Files.createDirectories(temporary.resolve("opt/pictor"));
    for (Dockerfile.Copy copy : Dockerfile.read().image().copies()) {
      copyAll(Shell.REPOSITORY.resolve(copy.source()), image.resolve(copy.target()).normalize());
    }
  }

  @Test
  void entryPoint_startsPictorWithAPlainRuntimeAndBuildsNothing() {
    Outcome outcome =
        Shell.in(temporary)
            .with("JAVA_HOME", Shell.JAVA_HOME.toString())
            .run(image.resolve("pictor"), "--help");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("Usage: pictor");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void healthCheck_passesOnlyWhenPictorIsAlive() throws IOException {
    Path isAlive = image.resolve("scripts/is-alive");
    int port;
    try (AliveAt server = AliveAt.open(200)) {
      port = server.port();
      assertThat(isAlive(isAlive, port)).isZero();
    }
    assertThat(isAlive(isAlive, port)).isNotZero();
    try (AliveAt server = AliveAt.open(503)) {
      assertThat(isAlive(isAlive, server.port())).isNotZero();
    }
  }

  private int isAlive(Path script, int port) {
    return Shell.in(temporary).run(script, Integer.toString(port)).exitCode();
  }

  /// A web server whose `/health/live` answers with a status, and 404 elsewhere.
  private record AliveAt(HttpServer server) implements AutoCloseable {
    static AliveAt open(int status) throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            boolean asked = exchange.getRequestURI().getPath().equals("/health/live");
            exchange.sendResponseHeaders(asked ? status : 404, -1);
            exchange.close();
          });
      server.start();
      return new AliveAt(server);
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static void copyAll(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(source.relativize(file).toString()).normalize();
        Files.createDirectories(Files.isDirectory(file) ? copy : copy.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, copy);
        }
      }
    }
  }
}
