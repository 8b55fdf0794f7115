package dev.pictor.picture;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text from files that anybody may have written, and what is asked of it.
public final class MetadataText {
  /// Control characters, halves of pairs, what has no meaning, and what turns the direction of
  /// writing and so makes text look like another.
  private static final Pattern UNWANTED =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cn}\\u202A-\\u202E\\u2066-\\u2069\\uFFFD]");

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  /// Longer text is cut before it is looked at closely.
  private static final int LONGEST_READ = 10_000;

  private MetadataText() {}

  /// One line in Unicode's form NFC, without control characters and superfluous spaces.
  ///
  /// @param longest UTF-16 units; longer text is cut, never within a character
  /// @return null if nothing is left
  public static @Nullable String clean(@Nullable String text, int longest) {
    if (text == null) {
      return null;
    }
    String line = SPACES.matcher(cut(text, LONGEST_READ)).replaceAll(" ");
    line = UNWANTED.matcher(line).replaceAll("");
    line = Normalizer.normalize(line, Normalizer.Form.NFC).strip();
    line = cut(line, longest).strip();
    return line.isEmpty() ? null : line;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    return text.substring(
        0, longest - (Character.isHighSurrogate(text.charAt(longest - 1)) ? 1 : 0));
  }

  /// How text is compared where case does not matter: the same in every store and language.
  public static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replace('ς', 'σ');
  }
}
