package dev.pictor.testing;

import dev.pictor.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Writes catalogues that name files of a test, at addresses that lead nowhere: a mirror is needed.
public final class TestCatalogue {
  /// Where all files are said to be.
  public static final String PATH = "/far/";

  private TestCatalogue() {}

  /// @param files of the model, each to be had under its own name or, if it is the only one, as
  ///     `NAME.pt`
  /// @return the file written
  public static Path write(Path catalogue, String name, Path... files) {
    List<Map<String, Object>> wanted =
        Stream.of(files)
            .map(
                file ->
                    file(
                        files.length == 1 ? name + ".pt" : String.valueOf(file.getFileName()),
                        bytes(file)))
            .toList();
    return write(catalogue, List.of(model(name, wanted)));
  }

  /// @param models each of one file, to be had as `NAME.pt`
  /// @return the file written
  public static Path write(Path catalogue, Map<String, Path> models) {
    return write(
        catalogue,
        models.entrySet().stream()
            .map(
                model ->
                    model(
                        model.getKey(),
                        List.of(file(model.getKey() + ".pt", bytes(model.getValue())))))
            .toList());
  }

  private static Path write(Path catalogue, List<Map<String, Object>> models) {
    try {
      return Files.writeString(catalogue, Json.line(models));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> model(String name, List<Map<String, Object>> files) {
    return Map.of(
        "name",
        name,
        "title",
        "The test's own",
        "licence",
        "MIT",
        "dimension",
        8,
        "imageSize",
        32,
        "files",
        files);
  }

  public static Map<String, Object> file(String name, byte[] bytes) {
    return Map.of(
        "name",
        name,
        "address",
        "https://models.invalid" + PATH + name,
        "sha256",
        sha256(bytes),
        "bytes",
        bytes.length);
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
