package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.history.History;
import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConnectionsTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final String WHOLE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir private Path folder;
  private Storage storage;
  private PictorServer server;

  @BeforeEach
  void open() {
    storage = LuceneStorage.open(folder);
    server = serve(SHORT);
  }

  private PictorServer serve(Duration patience) {
    return PictorServer.start(
        new ServerOptions("127.0.0.1", 0, null, false),
        new Limits(0, patience, patience, patience),
        storage,
        "default",
        () -> new ModelState.Loading("tiny"),
        new Background(null),
        Map.of(),
        History.in(folder, true));
  }

  @AfterEach
  void stop() {
    server.close();
    storage.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /", "GET / HTTP/1.1\r\nHost: loc", WHOLE})
  void connection_thatStalls_isEnded(String begun) throws IOException {
    try (Socket socket = new Socket(server.address().getHost(), server.port())) {
      socket.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));

      readToItsEnd(socket);
    }
  }

  @Test
  void connection_thatTrickles_isEnded() throws Exception {
    try (Socket socket = new Socket(server.address().getHost(), server.port())) {
      socket.setSoTimeout(50);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost".getBytes(StandardCharsets.UTF_8));
      boolean ended = false;
      for (int sent = 0; sent < 400 && !ended; sent++) {
        try {
          socket.getOutputStream().write("\r\nX: a".getBytes(StandardCharsets.UTF_8));
          ended = socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
          // Still open.
        } catch (SocketException e) {
          ended = true;
        }
      }
      assertThat(ended).isTrue();
    }
  }

  @Test
  void connection_thatIsUsed_stays() throws Exception {
    Duration patience = Duration.ofSeconds(3);
    try (PictorServer patient = serve(patience);
        Socket socket = new Socket(patient.address().getHost(), patient.port())) {
      socket.setSoTimeout(20_000);
      for (int request = 0; request < 6; request++) {
        socket.getOutputStream().write(WHOLE.getBytes(StandardCharsets.UTF_8));
        byte[] answer = new byte[15];
        assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length)).isEqualTo(15);
        assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 200 OK");
        Thread.sleep(patience.dividedBy(4));
        socket.getInputStream().skipNBytes(socket.getInputStream().available());
      }
    }
  }

  private static void readToItsEnd(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      // Ended all the same.
    }
  }
}
