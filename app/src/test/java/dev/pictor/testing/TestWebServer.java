package dev.pictor.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A web server on loopback that does to each connection what a test says, byte by byte: it can
/// break every rule that a real one keeps.
public final class TestWebServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

  /// What was asked: `GET /path` and the headers, their names in lower case.
  public record Request(String method, String target, Map<String, String> headers) {
    /// The first byte that is asked for.
    public int from() {
      Matcher range = RANGE.matcher(headers.getOrDefault("range", ""));
      return range.matches() ? Integer.parseInt(range.group(1)) : 0;
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /// Answers a request; the connection is closed after it.
  public interface Answer {
    void to(Request request, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final String scheme;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Answer answer;

  private TestWebServer(ServerSocket socket, String scheme, Answer answer) {
    this.socket = socket;
    this.scheme = scheme;
    this.answer = answer;
  }

  public static TestWebServer start(Answer answer) throws IOException {
    return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", answer);
  }

  public static TestWebServer startEncrypted(SSLContext context, Answer answer) throws IOException {
    return start(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        "https",
        answer);
  }

  private static TestWebServer start(ServerSocket socket, String scheme, Answer answer) {
    TestWebServer server = new TestWebServer(socket, scheme, answer);
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  public void answer(Answer other) {
    answer = other;
  }

  /// What was asked so far, in order.
  public List<Request> requests() {
    return requests;
  }

  public int port() {
    return socket.getLocalPort();
  }

  public URI address(String path) {
    return URI.create("%s://localhost:%d%s".formatted(scheme, port(), path));
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofPlatform().daemon().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Request request = read(connection.getInputStream());
      if (request != null) {
        requests.add(request);
        answer.to(request, connection.getOutputStream());
        connection.getOutputStream().flush();
      }
    } catch (Exception e) {
      // The client went away, or the test is over.
    }
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    String first = reader.readLine();
    if (first == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      String[] parts = line.split(": *", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts.length > 1 ? parts[1] : "");
    }
    String[] words = first.split(" ");
    return new Request(words[0], words[1], headers);
  }

  /// Writes a status line and headers.
  public static void head(OutputStream out, int status, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 %d Said\r\n".formatted(status));
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /// An answer without a body.
  public static Answer status(int status, String... headers) {
    return (_, out) -> {
      String[] all = Arrays.copyOf(headers, headers.length + 1);
      all[headers.length] = "Content-Length: 0";
      head(out, status, all);
    };
  }

  /// What a good server answers for a file, cut after so many bytes of the body.
  public static void send(Request request, OutputStream out, byte[] file, int most)
      throws IOException {
    int from = request.from();
    if (from > 0) {
      head(
          out,
          206,
          "Content-Length: " + (file.length - from),
          "Content-Range: bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
    } else {
      head(out, 200, "Content-Length: " + file.length);
    }
    out.write(file, from, Math.min(most, file.length - from));
    out.flush();
  }

  public static Answer file(byte[] file) {
    return (request, out) -> send(request, out, file, Integer.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
