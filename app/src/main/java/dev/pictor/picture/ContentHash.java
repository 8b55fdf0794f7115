package dev.pictor.picture;

import java.util.regex.Pattern;

/// The SHA-256 of a file's bytes, 64 lower-case hex digits: what a picture is known by.
public record ContentHash(String hex) {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public ContentHash {
    if (!SHA_256.matcher(hex).matches()) {
      throw new IllegalArgumentException("Not a SHA-256 in hex: " + hex);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
