package dev.pictor.web;

import dev.pictor.model.ModelState;
import dev.pictor.store.Storage;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// The page and the JSON API over one collection, up before the model has loaded and before
/// anything is indexed.
public final class PictorServer implements AutoCloseable {
  private final WebServer server;
  private final URI address;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private PictorServer(WebServer server, URI address) {
    this.server = server;
    this.address = address;
  }

  /// Serves until closed.
  ///
  /// @param storage stays the caller's to close, after the server
  /// @param collection need not exist yet: it is opened as soon as it does
  /// @param model asked at every search
  /// @param rootOverrides name to directory on this machine
  /// @throws dev.pictor.config.ConfigException if the address cannot be listened on, or must
  ///     not without a token
  public static PictorServer start(
      ServerOptions options,
      Storage storage,
      String collection,
      Supplier<ModelState> model,
      Map<String, Path> rootOverrides) {
    InetAddress address = options.requireAddress();
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .get("/health/live", (request, response) -> response.send("{\"status\":\"up\"}"));
    WebServer server =
        WebServer.builder()
            .address(address)
            .port(options.port())
            .shutdownHook(false)
            .routing(routing)
            .build();
    server.start();
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return new PictorServer(server, URI.create("http://" + host + ":" + server.port()));
  }

  /// `http://127.0.0.1:8000`, say.
  public URI address() {
    return address;
  }

  /// The port that is listened on, also where options said any.
  public int port() {
    return server.port();
  }

  /// Waits until [#close] is called, by a shutdown hook say.
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /// Ends what is under way and frees the port; harmless when it is closed already.
  @Override
  public void close() {
    server.stop();
    stopped.countDown();
  }
}
