package dev.pictor.model.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy on loopback that makes tunnels for whoever knows its password, to loopback only.
final class TestProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final String expected;
  private final List<String> tunnels = new CopyOnWriteArrayList<>();

  private TestProxy(ServerSocket socket, String login) {
    this.socket = socket;
    this.expected =
        "Proxy-Authorization: Basic "
            + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  static TestProxy start(String login) throws IOException {
    TestProxy proxy =
        new TestProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), login);
    Thread.ofPlatform().daemon().start(proxy::accept);
    return proxy;
  }

  int port() {
    return socket.getLocalPort();
  }

  List<String> tunnelsTo() {
    return tunnels;
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

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      OutputStream out = client.getOutputStream();
      if (!head.contains(expected)) {
        write(out, "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"test\"\r\n");
        write(out, "Content-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      String target = head.split(" ")[1];
      int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
      tunnels.add(target);
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        write(out, "HTTP/1.1 200 Go\r\n\r\n");
        Thread up = Thread.ofPlatform().daemon().start(() -> copy(client, server));
        copy(server, client);
        up.join();
      }
    } catch (IOException | InterruptedException e) {
      // Either side went away.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // Closed.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
