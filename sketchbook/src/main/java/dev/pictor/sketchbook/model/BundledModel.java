package dev.pictor.sketchbook.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// The model that comes with the program: a CLIP of a few megabytes that knows drawn scenes, in
/// Hugging Face's layout. It lies in the jar and is unpacked to be used.
///
/// The folder is named after the content, so that versions never mix. Files appear whole, by
/// renaming, and are compared byte by byte each time: what is missing or damaged is written again,
/// and several processes may do so at once.
public final class BundledModel {
  /// What it is asked for by.
  public static final String NAME = "sketchbook";

  /// Of its embeddings.
  public static final int DIMENSION = 128;

  /// Pixels of a side of the pictures that it looks at.
  public static final int IMAGE_SIZE = 96;

  public static final String LICENCE = "Apache-2.0";

  private static final List<String> FILES =
      List.of(
          "config.json",
          "model.safetensors",
          "vocab.json",
          "merges.txt",
          "preprocessor_config.json");

  private final Map<String, byte[]> files;

  private BundledModel(Map<String, byte[]> files) {
    this.files = files;
  }

  /// Reads it from the jar.
  public static BundledModel read() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : FILES) {
      try (InputStream resource = BundledModel.class.getResourceAsStream(name)) {
        if (resource == null) {
          throw new IllegalStateException("The bundled model lacks its " + name);
        }
        files.put(name, resource.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new BundledModel(files);
  }

  /// The size of all its files.
  public long bytes() {
    return files.values().stream().mapToLong(content -> content.length).sum();
  }

  /// Unpacks it below a folder, unless it is there already, and opens it. Where the folder cannot
  /// be written, a temporary one is used and deleted when the model is open.
  ///
  /// @param cache need not exist
  /// @param opener takes the model's folder and must be done with it when it returns
  /// @throws UncheckedIOException if it can be unpacked nowhere
  public <T> T open(Path cache, Function<Path, T> opener) {
    Path folder = cache.resolve("%s-%s".formatted(NAME, digest().substring(0, 16)));
    try {
      unpack(folder);
    } catch (IOException e) {
      return openTemporarily(opener, e);
    }
    return opener.apply(folder);
  }

  private <T> T openTemporarily(Function<Path, T> opener, IOException why) {
    Path folder;
    try {
      folder = Files.createTempDirectory("pictor-" + NAME + "-");
    } catch (IOException e) {
      e.addSuppressed(why);
      throw new UncheckedIOException(e);
    }
    try {
      unpack(folder);
      return opener.apply(folder);
    } catch (IOException e) {
      e.addSuppressed(why);
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private void unpack(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      if (!holds(target, file.getValue())) {
        Files.createDirectories(folder);
        replace(target, file.getValue());
      }
    }
  }

  private static boolean holds(Path file, byte[] content) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.size(file) == content.length
          && Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException e) {
      return false; // unreadable: written again
    }
  }

  private static void replace(Path target, byte[] content) throws IOException {
    Path part = target.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      Files.write(part, content, StandardOpenOption.CREATE_NEW);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void delete(Path folder) {
    try {
      for (String name : files.keySet()) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // A temporary folder: the system clears it away.
    }
  }

  /// Over the names and contents of all files, hex.
  private String digest() {
    StringBuilder list = new StringBuilder();
    files.forEach(
        (name, content) -> list.append(name).append(' ').append(hex(sha256(content))).append('\n'));
    return hex(sha256(list.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
