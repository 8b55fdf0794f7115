package dev.pictor.web;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends connections on which no request comes to be in time: the web server itself waits for one,
/// and for the rest of its headers, for as long as it takes. Thread-safe.
final class Connections implements AutoCloseable {
  private static final class Connection {
    private final SocketChannel channel;
    private volatile boolean waits = true;
    private volatile long sinceNanos = System.nanoTime();

    private Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private final Duration patience;
  private final Map<SocketAddress, Connection> open = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("connections").daemon().factory());

  /// @param patience from one request to the next, or from the beginning
  Connections(Duration patience) {
    this.patience = patience;
    long nanos = patience.toNanos() / 4;
    sweeper.scheduleWithFixedDelay(this::sweep, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    open.forEach(
        (client, connection) -> {
          boolean late = connection.waits && now - connection.sinceNanos > patience.toNanos();
          if (late || !connection.channel.isOpen()) {
            close(connection.channel);
            open.remove(client, connection);
          }
        });
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, whatever became of it.
    }
  }

  /// A request has come whole, but for its content.
  void begin(@Nullable SocketAddress client) {
    set(client, false);
  }

  /// It is answered.
  void end(@Nullable SocketAddress client) {
    set(client, true);
  }

  /// @param client null of a connection that has ended meanwhile
  private void set(@Nullable SocketAddress client, boolean waits) {
    Connection connection = client == null ? null : open.get(client);
    if (connection != null) {
      connection.sinceNanos = System.nanoTime();
      connection.waits = waits;
    }
  }

  /// The web server configures each connection by them.
  SocketOptions options() {
    return new Noting(SocketOptions.create());
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }

  private final class Noting implements SocketOptions {
    private final SocketOptions usual;

    private Noting(SocketOptions usual) {
      this.usual = usual;
    }

    @Override
    public void configureSocket(SocketChannel channel) {
      usual.configureSocket(channel);
      try {
        open.put(channel.getRemoteAddress(), new Connection(channel));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
      return usual.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
      return usual.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
      return usual.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
      return usual.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
      return usual.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
      return usual.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
      return usual.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
      return usual.tcpNoDelay();
    }
  }
}
