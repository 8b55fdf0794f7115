package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Expected values: `findall` of the original's pattern.
class WordSplitterTest {
  @Test
  void words_areLettersSingleNumbersAndTheRest() {
    assertThat(words("a dog, 12 cats?!")).containsExactly("a", "dog", ",", "1", "2", "cats", "?!");
    assertThat(words("a_b ½2")).containsExactly("a", "_", "b", "½", "2");
    assertThat(words("ab\ud835\udfcfcd")).containsExactly("ab", "\ud835\udfcf", "cd");
  }

  @Test
  void contractions_areWordsOfTheirOwn() {
    assertThat(words("don't we've")).containsExactly("don", "'t", "we", "'ve");
    assertThat(words("'ll'll")).containsExactly("'ll", "'ll");
    assertThat(words("''s")).containsExactly("''", "s");
  }

  @Test
  void longS_countsAsSInContractionsAndMarkers() {
    assertThat(words("it'ſ a")).containsExactly("it", "'ſ", "a");
    assertThat(words("<|ſtartoftext|>")).containsExactly("<|ſtartoftext|>");
  }

  @Test
  void markers_areWordsOnlyWhenWholeAndNotInsideOtherPunctuation() {
    assertThat(words("a<|endoftext|>b")).containsExactly("a", "<|endoftext|>", "b");
    assertThat(words("<|endoftext|")).containsExactly("<|", "endoftext", "|");
    assertThat(words("!<|endoftext|>")).containsExactly("!<|", "endoftext", "|>");
  }

  @Test
  void combiningIotaBelow_separatesWordsAndIsLost() {
    assertThat(words("a\u0345b \u0345\u0301")).containsExactly("a", "b", "\u0301");
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = WordSplitter.endOfWord(text, start);
      if (end > start) {
        words.add(text.substring(start, end));
      }
      start = Math.max(end, start + 1);
    }
    return words;
  }
}
