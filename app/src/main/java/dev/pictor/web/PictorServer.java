package dev.pictor.web;

import dev.pictor.config.ConfigException;
import dev.pictor.history.History;
import dev.pictor.jobs.DuplicatesRun;
import dev.pictor.jobs.IndexJobs;
import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import dev.pictor.store.Storage;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// The page and the JSON API over one collection, up before the model has loaded and before
/// anything is indexed.
public final class PictorServer implements AutoCloseable {
  /// A query of a thousand characters of any script fits.
  private static final int MAX_ADDRESS_BYTES = 16 * 1024;

  private static final int MAX_HEADERS_BYTES = 16 * 1024;
  private static final int MAX_CONNECTIONS = 512;

  private final WebServer server;
  private final Connections connections;
  private final Gallery gallery;
  private final IndexJobs jobs;
  private final DuplicatesRun duplicates;
  private final URI address;

  private PictorServer(
      WebServer server,
      Connections connections,
      Gallery gallery,
      IndexJobs jobs,
      DuplicatesRun duplicates,
      URI address) {
    this.server = server;
    this.connections = connections;
    this.gallery = gallery;
    this.jobs = jobs;
    this.duplicates = duplicates;
    this.address = address;
  }

  /// Serves until closed.
  ///
  /// @param storage stays the caller's to close, after the server
  /// @param collection need not exist yet: it is opened as soon as it does
  /// @param model asked at every search
  /// @param background of that model's searches
  /// @param rootOverrides name to directory on this machine
  /// @param history what was searched for and saved
  /// @throws ConfigException if the address cannot be listened on, or must
  ///     not without a token
  public static PictorServer start(
      ServerOptions options,
      Storage storage,
      String collection,
      Supplier<ModelState> model,
      Background background,
      Map<String, Path> rootOverrides,
      History history) {
    Limits limits = options.limits(options.requireAddress());
    return start(options, limits, storage, collection, model, background, rootOverrides, history);
  }

  static PictorServer start(
      ServerOptions options,
      Limits limits,
      Storage storage,
      String collection,
      Supplier<ModelState> model,
      Background background,
      Map<String, Path> rootOverrides,
      History history) {
    InetAddress address = options.requireAddress();
    Gallery gallery = new Gallery(storage, collection, rootOverrides);
    Connections connections = new Connections(limits.waiting());
    IndexJobs jobs = new IndexJobs(storage, collection, rootOverrides, gallery::reopen);
    DuplicatesRun duplicates = new DuplicatesRun(storage, collection);
    Searcher searcher = new Searcher(gallery, model, background);
    Routes routes =
        new Routes(options, limits, connections, gallery, searcher, history, jobs, duplicates);
    WebServer server =
        WebServer.builder()
            .address(address)
            .port(options.port())
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .maxPayloadSize(Http.MAX_CONTENT_BYTES)
            .maxTcpConnections(MAX_CONNECTIONS)
            .connectionOptions(connections.options())
            .addProtocol(
                Http1Config.builder()
                    .maxPrologueLength(MAX_ADDRESS_BYTES)
                    .maxHeadersSize(MAX_HEADERS_BYTES)
                    .build())
            .directHandlers(refusals())
            .routing(routes.build())
            .build();
    server.start();
    if (!server.isRunning()) {
      connections.close();
      gallery.close();
      throw new ConfigException(
          "Cannot listen on %s, port %d: another program may be using it. Choose another --port."
              .formatted(options.host(), options.port()));
    }
    URI url = url(address, server.port());
    return new PictorServer(server, connections, gallery, jobs, duplicates, url);
  }

  /// What is refused before it becomes a request is refused in a line, or as JSON where it is not
  /// surely a page that was asked for.
  private static DirectHandlers refusals() {
    DirectHandler handler =
        (request, type, status, headers, message) -> {
          ServerResponseHeaders answered = ServerResponseHeaders.create();
          Guard.HEADERS.forEach((name, value) -> answered.set(HeaderNames.create(name), value));
          answered.set(RequestId.HEADER, RequestId.make());
          boolean json = request.path().isEmpty() || ProblemReply.isForPrograms(request.path());
          answered.set(
              HeaderNames.CONTENT_TYPE, json ? ProblemReply.JSON : "text/plain; charset=utf-8");
          Problem problem = Problem.ofStatus(status.code());
          return DirectHandler.TransportResponse.builder()
              .status(status)
              .headers(answered)
              .keepAlive(false)
              .entity(
                  json
                      ? ProblemReply.json(problem)
                      : problem.title() + ". " + problem.detail() + "\n")
              .build();
        };
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  private static URI url(InetAddress address, int port) {
    String host = address.getHostAddress();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  /// `http://127.0.0.1:8000`, say.
  public URI address() {
    return address;
  }

  /// The port that is listened on, also where options said any.
  public int port() {
    return server.port();
  }

  /// Ends what is under way, index jobs too, and frees the port; harmless when it is closed
  /// already.
  @Override
  public void close() {
    // First: whoever follows a job hears of its end.
    jobs.close();
    duplicates.close();
    server.stop();
    connections.close();
    gallery.close();
  }
}
