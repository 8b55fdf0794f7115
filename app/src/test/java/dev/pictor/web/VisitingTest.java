package dev.pictor.web;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Begins each test with pictures, a server of them on a free port, and a visitor.
abstract class VisitingTest {
  @TempDir Path folder;
  ServedPictures pictures;
  Client client;
  private @Nullable PictorServer server;

  /// The pictures to be served, indexed.
  abstract ServedPictures make() throws IOException;

  @BeforeEach
  void visit() throws IOException {
    pictures = make();
    server = pictures.serve();
    client = new Client(server);
  }

  @AfterEach
  void leave() {
    if (server != null) {
      client.close();
      server.close();
      pictures.close();
    }
  }

  /// The page of a file in `photos`.
  final String url(String name) throws IOException {
    return PictureRoutes.url(pictures.id(name));
  }
}
