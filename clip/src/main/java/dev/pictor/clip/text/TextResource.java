package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reads the tables that lie beside this package in the jar (see the README there).
///
/// A missing or damaged table means a broken build, not bad input: it is reported as such.
final class TextResource {
  private TextResource() {}

  static List<String> lines(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(broken(name), e);
    }
  }

  static byte[] unzipped(String name) {
    try (InputStream in = new GZIPInputStream(open(name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(broken(name), e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = TextResource.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("not in the jar");
    }
    return in;
  }

  private static String broken(String name) {
    return "The tokenizer's table "
        + name
        + " cannot be read; this build of pictor-clip is damaged, build or download it again";
  }
}
