package dev.pictor.ignore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The patterns of one `.pictorignore`, in the syntax of `.gitignore`
/// (<https://git-scm.com/docs/gitignore>). Immutable.
public final class IgnoreFile {
  public static final String NAME = ".pictorignore";

  /// Bounds what a hostile file can cost: every path below it meets every character once at most.
  static final int MOST_BYTES = 64 << 10;

  private final List<IgnoreRule> rules;

  private IgnoreFile(List<IgnoreRule> rules) {
    this.rules = rules;
  }

  static IgnoreFile parse(String text) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new IgnoreFile(
        Arrays.stream(content.split("\n"))
            .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
            .map(IgnoreRule::parse)
            .filter(Objects::nonNull)
            .toList());
  }

  /// @return empty if the folder has none
  /// @throws AccessDeniedException if it may have one that may not be read
  /// @throws IOException if it has one that cannot be read; the message says why
  public static Optional<IgnoreFile> in(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(text(file)));
    } catch (NoSuchFileException e) {
      throw new IOException("it is a link that leads nowhere", e);
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8 text", e);
    }
  }

  private static String text(Path file) throws IOException {
    // Not a pipe, say, which would never come to an end.
    if (!Files.isRegularFile(file) && Files.isReadable(file)) {
      throw new IOException("it is not a file");
    }
    try (InputStream input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it has more than %,d bytes".formatted(MOST_BYTES));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  /// What the last line that is about a path says; empty if none is.
  ///
  /// @param path below this file's folder
  /// @return whether it is excluded
  Optional<Boolean> excludes(String path, boolean isFolder) {
    return rules.reversed().stream()
        .filter(rule -> rule.matches(path, isFolder))
        .findFirst()
        .map(rule -> !rule.includes());
  }
}
