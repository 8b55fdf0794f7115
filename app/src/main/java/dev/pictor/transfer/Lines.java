package dev.pictor.transfer;

import dev.pictor.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// JSON, one object a line; no line longer than it may be.
final class Lines implements Closeable {
  private final Path file;
  private final String line;
  private final InputStream input;
  private final int longest;
  private long number;

  private Lines(Path file, String line, InputStream input, int longest) {
    this.file = file;
    this.line = line;
    this.input = input;
    this.longest = longest;
  }

  /// @param longest in bytes
  static Lines of(Path file, int longest) throws IOException {
    return new Lines(
        file, "line", new BufferedInputStream(Files.newInputStream(file), 1 << 16), longest);
  }

  /// Those that are in memory.
  ///
  /// @param file that they come from
  /// @param part of the file, for messages
  static <T> List<T> all(Path file, String part, byte[] text, Class<T> type) throws IOException {
    try (Lines lines =
        new Lines(file, part + " line", new ByteArrayInputStream(text), Limits.ROW_BYTES)) {
      return lines.rest(type);
    }
  }

  /// All that are left.
  <T> List<T> rest(Class<T> type) throws IOException {
    List<T> rest = new ArrayList<>();
    for (T value = next(type); value != null; value = next(type)) {
      rest.add(value);
    }
    return rest;
  }

  /// @return null at the end
  /// @throws TransferException if there is no such object in the line
  <T> @Nullable T next(Class<T> type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int one = input.read();
    if (one < 0) {
      return null;
    }
    number++;
    for (; one != '\n'; one = input.read()) {
      if (one < 0) {
        throw refused("the file breaks off");
      }
      if (bytes.size() == longest) {
        throw refused("longer than %,d bytes".formatted(longest));
      }
      bytes.write(one);
    }
    return parse(bytes.toByteArray(), type);
  }

  private <T> T parse(byte[] bytes, Class<T> type) {
    T value;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      value = Json.read(text, type);
    } catch (CharacterCodingException e) {
      throw refused("not UTF-8");
    } catch (JacksonException e) {
      throw refused(reason(e));
    }
    if (value == null) {
      throw refused("null is no object");
    }
    return value;
  }

  /// The first line of Jackson's, which goes on with where it was in its own terms.
  static String reason(JacksonException error) {
    return "no such JSON as it should be (%s)"
        .formatted(String.valueOf(error.getOriginalMessage()).lines().findFirst().orElse(""));
  }

  TransferException refused(String reason) {
    return Source.refused(file, "%s %,d".formatted(line, number), reason);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
