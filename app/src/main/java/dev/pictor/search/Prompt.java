package dev.pictor.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a model is given of a text. It reads a limited number of tokens: what is longer ends with
/// the last whole word that fits. The original code cuts within a word, which then means
/// something else.
///
/// @param leftOut the words behind it; null if all is read
record Prompt(String text, @Nullable String leftOut) {
  /// @param fits whether a model reads all of a text
  static Prompt of(String text, Predicate<String> fits) {
    if (fits.test(text)) {
      return new Prompt(text, null);
    }
    List<Integer> ends = ends(text);
    int fitting = 0;
    int tooMany = ends.size();
    while (tooMany - fitting > 1) {
      int middle = (fitting + tooMany) / 2;
      if (fits.test(text.substring(0, ends.get(middle - 1)))) {
        fitting = middle;
      } else {
        tooMany = middle;
      }
    }
    if (fitting == 0) {
      // One word alone, or a script without blanks.
      return new Prompt(text, "");
    }
    int end = ends.get(fitting - 1);
    return new Prompt(text.substring(0, end), text.substring(end).strip());
  }

  /// Behind each word.
  private static List<Integer> ends(String text) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 1; i <= text.length(); i++) {
      boolean blank = i == text.length() || Character.isWhitespace(text.charAt(i));
      if (blank && !Character.isWhitespace(text.charAt(i - 1))) {
        ends.add(i);
      }
    }
    return ends;
  }

  /// For people; null if all is read.
  @Nullable String hint(int contextLength) {
    if (leftOut == null) {
      return null;
    }
    String limit = "The model reads %d tokens, about a sentence".formatted(contextLength - 2);
    return leftOut.isEmpty()
        ? limit + "; what is behind was left out."
        : limit + ", so this was left out: " + shortened(leftOut);
  }

  private static String shortened(String words) {
    return words.length() <= 100 ? words : words.substring(0, 100) + "…";
  }
}
