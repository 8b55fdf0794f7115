package dev.pictor.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What stands between fences on a page.
///
/// @param language `sh`, `sql`, `python`
record Block(String language, String text) {
  private static final Pattern FENCED =
      Pattern.compile("^```([a-z]+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  static List<Block> of(Path page) {
    try {
      return FENCED
          .matcher(Files.readString(page))
          .results()
          .map(found -> new Block(found.group(1), found.group(2)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean is(String expected) {
    return language.equals(expected);
  }

  List<String> lines() {
    return text.lines().filter(line -> !line.isBlank()).toList();
  }
}
