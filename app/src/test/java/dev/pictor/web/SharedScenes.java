package dev.pictor.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Draws, indexes and serves scenes of the demo once for all classes of a run that take them; none
/// of these may change them.
final class SharedScenes implements ParameterResolver {
  /// Enough for several pages, and for what is relevant to be told from what is not.
  static final int COUNT = 120;

  /// @param folder of all its files
  record Served(Path folder, ServedPictures pictures, PictorServer server)
      implements AutoCloseable {
    static Served start() {
      try {
        Path folder = Files.createTempDirectory("pictor-scenes");
        ServedPictures pictures = ServedPictures.scenes(folder, COUNT);
        return new Served(folder, pictures, pictures.serve());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      pictures.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Served.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Served.class, _ -> Served.start(), Served.class);
  }
}
