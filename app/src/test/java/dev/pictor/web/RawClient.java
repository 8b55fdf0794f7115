package dev.pictor.web;

import dev.pictor.web.ApiDocument.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Sends what no well-behaved client would, a connection for each request.
record RawClient(String host, int port) {
  /// So long nothing may come: then it hangs.
  private static final int PATIENCE_MILLIS = 20_000;

  static RawClient of(PictorServer server) {
    return new RawClient(server.address().getHost(), server.port());
  }

  /// @param head request line and headers, each a line, without the empty one
  /// @return empty if the connection ended without an answer
  /// @throws java.net.SocketTimeoutException if neither comes
  Optional<Answer> send(List<String> head, byte[] body) throws IOException {
    return send(head, body, true);
  }

  /// As above, of a client that does not tell whether more comes.
  Optional<Answer> sendAndWait(List<String> head, byte[] body) throws IOException {
    return send(head, body, false);
  }

  private Optional<Answer> send(List<String> head, byte[] body, boolean ends) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    try (Socket socket = new Socket(host, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      Thread.startVirtualThread(() -> write(socket, request.toByteArray(), ends));
      return parse(read(socket), head.getFirst().startsWith("HEAD "));
    }
  }

  /// What is refused early need not be taken to its end.
  private static void write(Socket socket, byte[] request, boolean ends) {
    try {
      OutputStream output = socket.getOutputStream();
      output.write(request);
      output.flush();
      if (ends) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      // The answer says why.
    }
  }

  private static byte[] read(Socket socket) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
        answer.write(buffer, 0, read);
      }
    } catch (SocketException e) {
      // It was reset: what has come so far counts.
    }
    return answer.toByteArray();
  }

  private static Optional<Answer> parse(byte[] bytes, boolean isHead) throws IOException {
    String text =
        new String(bytes, StandardCharsets.ISO_8859_1)
            .replaceFirst("^HTTP/1.1 100 [^\r]*\r\n\r\n", "");
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.1 ") || end < 0) {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      throw new IOException(
          "This is no answer: " + text.substring(0, Math.min(200, text.length())));
    }
    List<String> lines = text.substring(0, end).lines().toList();
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String body = text.substring(end + 4);
    int status = Integer.parseInt(lines.getFirst().split(" ")[1]);
    if (isHead || status == 204 || status == 304) {
      body = "";
    } else if ("chunked".equals(headers.get("transfer-encoding"))) {
      body = unchunked(body);
    } else if (headers.containsKey("content-length")) {
      body =
          body.substring(
              0, Math.min(body.length(), Integer.parseInt(headers.get("content-length"))));
    }
    return Optional.of(new Answer(status, headers, body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String unchunked(String body) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    while (true) {
      int line = body.indexOf("\r\n", at);
      int length = line < 0 ? 0 : Integer.parseInt(body.substring(at, line).strip(), 16);
      if (length == 0) {
        return whole.toString();
      }
      whole.append(body, line + 2, line + 2 + length);
      at = line + 2 + length + 2;
    }
  }
}
