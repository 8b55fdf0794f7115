package dev.pictor.model.download;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// A file that is wanted, known by what must be in it.
///
/// @param name of the file, without folders
/// @param address `http` or `https`
/// @param sha256 of its bytes, lower-case hex
/// @param bytes its exact size
public record WantedFile(String name, URI address, String sha256, long bytes) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// @throws IllegalArgumentException saying what is wrong with which part
  public WantedFile {
    require(NAME.matcher(name).matches(), "name", name, "a file's name of a-z, 0-9, '.', '_', '-'");
    require(isWeb(address), "address", address, "an http or https address");
    require(SHA256.matcher(sha256).matches(), "sha256", sha256, "64 hex digits in lower case");
    require(bytes > 0, "bytes", bytes, "a size of at least 1");
  }

  private static void require(boolean holds, String part, Object value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException("%s is '%s'; it takes %s.".formatted(part, value, wanted));
    }
  }

  /// Whether it can be asked for over HTTP, and shown: it holds no password.
  public static boolean isWeb(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    return (scheme.equals("http") || scheme.equals("https"))
        && address.getHost() != null
        && address.getRawUserInfo() == null;
  }
}
