package dev.pictor.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a `.env` file: `KEY=VALUE` a line, `export` before it, comments after `#`, values in
/// single quotes (taken as they are) or double quotes (`\n`, `\"`, `\\` and `\$` are
/// understood).
/// No variables are expanded and nothing is executed.
final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile(
          """
          (?x) \\s* (?: export \\s+ )? (?<key> [A-Za-z_][A-Za-z0-9_.]* ) \\s* = \\s*
          (?: '(?<single> [^']* )' | "(?<double> (?: [^"\\\\] | \\\\. )* )" | (?<plain> .*? ) )
          \\s* (?: (?<= [\\s'"=] ) \\# .* )?
          """);
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private DotEnv() {}

  /// @return empty if there is no such file
  /// @throws ConfigException if it cannot be read or a line is none; the message does not repeat
  ///     the line, which may hold a secret
  static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8), file);
    } catch (IOException e) {
      throw new ConfigException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Map<String, String> parse(String content, Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    int number = 0;
    for (String line : content.split("\r?\n", -1)) {
      number++;
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new ConfigException(
            "Line %d of %s is not KEY=VALUE (put a value with quotes in it into single quotes)."
                .formatted(number, file));
      }
      values.put(matcher.group("key"), value(matcher));
    }
    return values;
  }

  private static String value(Matcher matcher) {
    if (matcher.group("single") instanceof String single) {
      return single;
    }
    if (matcher.group("double") instanceof String quoted) {
      return ESCAPE
          .matcher(quoted)
          .replaceAll(
              escape ->
                  Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
    }
    return matcher.group("plain");
  }
}
