package dev.pictor.ignore;

import org.jspecify.annotations.Nullable;

/// A line of an [IgnoreFile] that is a pattern.
///
/// @param includes what it matches again (`!`)
/// @param foldersOnly it ended in `/`
/// @param nameOnly it has no other `/` and is about the last name of a path, at any depth
/// @param literal what a path must begin with
/// @param rest what must follow
record IgnoreRule(
    boolean includes, boolean foldersOnly, boolean nameOnly, String literal, Glob rest) {

  /// @return null if the line is empty or a comment
  static @Nullable IgnoreRule parse(String line) {
    if (line.startsWith("#")) {
      return null;
    }
    String pattern = withoutTrailingSpaces(line);
    boolean includes = pattern.startsWith("!");
    pattern = includes ? pattern.substring(1) : pattern;
    boolean foldersOnly = pattern.endsWith("/");
    pattern = foldersOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
    boolean nameOnly = pattern.indexOf('/') < 0;
    pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
    if (pattern.isEmpty()) {
      return null;
    }
    int literal = Glob.literalLength(pattern);
    return new IgnoreRule(
        includes,
        foldersOnly,
        nameOnly,
        pattern.substring(0, literal),
        Glob.of(pattern.substring(literal)));
  }

  /// @param path below the folder of the file that this is a line of
  boolean matches(String path, boolean isFolder) {
    if (foldersOnly && !isFolder) {
      return false;
    }
    String tested = nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path;
    return tested.startsWith(literal) && rest.matches(tested.substring(literal.length()));
  }

  /// Spaces at the end count only where a `\` stands before them.
  private static String withoutTrailingSpaces(String line) {
    int length = 0;
    for (int at = 0; at < line.length(); at++) {
      if (line.charAt(at) == '\\') {
        at++;
        length = Math.min(at + 1, line.length());
      } else if (line.charAt(at) != ' ') {
        length = at + 1;
      }
    }
    return line.substring(0, length);
  }
}
