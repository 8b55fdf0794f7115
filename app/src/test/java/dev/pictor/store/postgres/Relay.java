package dev.pictor.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Stands between a program and a server, so that a test can take the server away and back.
final class Relay implements AutoCloseable {
  private final InetSocketAddress target;
  private final int port;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private ServerSocket listener;

  Relay(String host, int port) throws IOException {
    this.target = new InetSocketAddress(host, port);
    this.listener = listen(0);
    this.port = listener.getLocalPort();
  }

  int port() {
    return port;
  }

  /// All connections break and none can be made.
  void cut() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  void restore() throws IOException {
    listener = listen(port);
  }

  private ServerSocket listen(int onPort) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort));
    Thread.ofVirtual().start(() -> accept(server));
    return server;
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket near = server.accept();
        Socket far = new Socket();
        sockets.add(near);
        sockets.add(far);
        far.connect(target);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
      }
    } catch (IOException e) {
      // Cut.
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // Cut.
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
