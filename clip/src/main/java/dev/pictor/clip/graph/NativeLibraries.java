package dev.pictor.clip.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import dev.pictor.clip.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.jar.JarEntry;

/// Keeps ONNX Runtime's native libraries unpacked.
///
/// On its own it unpacks 28 MB into the temporary folder at every start, and leaves them there when
/// it is killed.
final class NativeLibraries {
  private static final String PATH_PROPERTY = "onnxruntime.native.path";
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final int LONGEST_COMMAND_LINE = 4_096;
  private static final String[] LIBRARIES = {"onnxruntime", "onnxruntime4j_jni"};

  private NativeLibraries() {}

  /// ONNX Runtime, loaded at the first call: from libraries that are unpacked below a folder,
  /// once. Where that is not possible, it helps itself.
  ///
  /// @throws ModelException if it cannot be loaded at all
  static synchronized OrtEnvironment load(Path folder) {
    requireShort(COMMAND_LINE);
    if (System.getProperty(PATH_PROPERTY) == null) {
      try {
        System.setProperty(PATH_PROPERTY, unpack(folder).toString());
      } catch (IOException e) {
        // A cache that cannot be written, an unknown platform: slower, but nothing is lost.
      }
    }
    try {
      return OrtEnvironment.getEnvironment();
    } catch (LinkageError e) {
      throw new ModelException(
          "ONNX Runtime cannot be loaded on this machine (%s, %s): %s"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e),
          e);
    }
  }

  /// ONNX Runtime 1.29 reads it when it is loaded, and the process ends with a segmentation fault
  /// if it is longer.
  ///
  /// @param commandLine a file; nothing is said where there is none, which is anywhere but on Linux
  static void requireShort(Path commandLine) {
    try {
      int bytes = Files.exists(commandLine) ? Files.readAllBytes(commandLine).length : 0;
      if (bytes >= LONGEST_COMMAND_LINE) {
        throw new ModelException(
            "This process was started with a command line of %,d bytes; ONNX Runtime bears less than %,d. Pass less, or a class path in an @file (java @file), or use the launcher 'pictor'."
                .formatted(bytes, LONGEST_COMMAND_LINE));
      }
    } catch (IOException e) {
      // Not to be seen: then it has to be tried.
    }
  }

  /// @return the folder with the libraries; its name says which ones they are
  static Path unpack(Path folder) throws IOException {
    StringBuilder name = new StringBuilder("onnxruntime-").append(platform());
    for (String library : LIBRARIES) {
      name.append('-').append(HexFormat.of().toHexDigits((int) entry(library).getCrc()));
    }
    Path target = Files.createDirectories(folder.resolve(name.toString()).toAbsolutePath());
    for (String library : LIBRARIES) {
      Path file = target.resolve(System.mapLibraryName(library));
      if (!Files.exists(file) || Files.size(file) != entry(library).getSize()) {
        unpack(library, file);
      }
      if (!Files.isExecutable(file)) {
        throw new IOException(file + " lies where nothing can be executed");
      }
    }
    return target;
  }

  private static void unpack(String library, Path file) throws IOException {
    Path part = file.resolveSibling(".%s.part".formatted(UUID.randomUUID()));
    try {
      try (InputStream in = connect(library).getInputStream()) {
        Files.copy(in, part);
      }
      if (!part.toFile().setExecutable(true)) {
        throw new IOException(part + " cannot be made executable");
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static JarEntry entry(String library) throws IOException {
    return connect(library).getJarEntry();
  }

  private static JarURLConnection connect(String library) throws IOException {
    String resource =
        "/ai/onnxruntime/native/%s/%s".formatted(platform(), System.mapLibraryName(library));
    URL url = OnnxTensor.class.getResource(resource);
    if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("no native library in the jar: " + resource);
    }
    return connection;
  }

  /// The name of this platform in ONNX Runtime's jar.
  private static String platform() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String system = name.contains("mac") ? "osx" : name.contains("win") ? "win" : "linux";
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return system + "-" + (processor.equals("aarch64") ? "aarch64" : "x64");
  }
}
