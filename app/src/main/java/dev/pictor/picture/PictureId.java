package dev.pictor.picture;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names a picture within its collection, for ever: the first 128 bits of its content hash, 32
/// lower-case hex digits. The same picture has the same id in every store.
public record PictureId(String value) implements Comparable<PictureId> {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  public PictureId {
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a picture id: " + value);
    }
  }

  public static PictureId of(ContentHash hash) {
    return new PictureId(hash.hex().substring(0, 32));
  }

  /// For text from outside: empty where it is no id.
  public static Optional<PictureId> parse(String text) {
    return ID.matcher(text).matches() ? Optional.of(new PictureId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(PictureId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
