package dev.pictor.picture;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 of a file's bytes, 64 lower-case hex digits: what a picture is known by.
public record ContentHash(String hex) {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public ContentHash {
    if (!SHA_256.matcher(hex).matches()) {
      throw new IllegalArgumentException("Not a SHA-256 in hex: " + hex);
    }
  }

  /// Of a whole file.
  public static ContentHash of(byte[] content) {
    try {
      return new ContentHash(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
