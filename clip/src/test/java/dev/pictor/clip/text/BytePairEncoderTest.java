package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytePairEncoderTest {
  private final Vocabulary vocabulary = OpenAiVocabulary.get();
  private final BytePairEncoder encoder = new BytePairEncoder(vocabulary);

  @Test
  void encode_givesTheKnownIds() {
    assertThat(encoder.encode("dog")).containsExactly(1929);
    assertThat(encoder.encode("endoftext")).containsExactly(40786, 4160);
    assertThat(encoder.encode("'ſ")).containsExactly(6, 129, 379);
  }

  @Test
  void encode_mergesAsTheSimpleAlgorithmDoes() {
    int rounds = Boolean.getBoolean("pictor.long") ? 200_000 : 5_000;
    Random random = new Random(20261124);
    for (int i = 0; i < rounds; i++) {
      String word = randomWord(random, i % 10 == 0 ? 200 : 12);
      assertThat(encoder.encode(word)).as(word).containsExactly(mergeSimply(vocabulary, word));
    }
  }

  /// Where a merge makes an earlier one possible, all places of the later one come first.
  @Test
  void encode_finishesOneMergeBeforeItBeginsTheNext() {
    // Ranks: 0 = (ab)a, 1 = ab. In "ababa" both ab are merged before (ab)a is looked at.
    int a = 'a';
    int b = 'b';
    int lastA = 256 + 'a';
    int[] ids = new int[256];
    int[] lastIds = new int[256];
    for (int i = 0; i < 256; i++) {
      ids[i] = i;
      lastIds[i] = 256 + i;
    }
    var merges =
        new Vocabulary.Merges(
            new int[] {600, 600, 600, a},
            new int[] {a, 600, lastA, b},
            new int[] {601, 602, 603, 600});
    var odd = new Vocabulary(ids, lastIds, merges, 702, 700, 701);
    assertThat(new BytePairEncoder(odd).encode("ababa"))
        .containsExactly(mergeSimply(odd, "ababa"))
        .containsExactly(602, lastA);
  }

  @Test
  void encode_rememberedWordsKeepTheirIds() {
    int[] first = encoder.encode("lighthouse").clone();
    for (int i = 0; i < 40_000; i++) {
      encoder.encode("w" + i);
    }
    assertThat(encoder.encode("lighthouse")).containsExactly(first);
    assertThat(encoder.rememberedWords()).isLessThanOrEqualTo(16_384);
  }

  private static String randomWord(Random random, int longest) {
    String letters = random.nextInt(4) == 0 ? "aé犬😀ﬁ" : "abcdeilnorst";
    int[] codePoints = letters.codePoints().toArray();
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(longest); i >= 0; i--) {
      word.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
    }
    return word.toString();
  }

  /// The original's algorithm, step by step: of all pairs the one of the lowest rank, at every
  /// place from left to right, until no pair has a rank.
  private static int[] mergeSimply(Vocabulary vocabulary, String word) {
    List<Integer> parts = new ArrayList<>();
    byte[] bytes = word.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      parts.add(vocabulary.byteId(bytes[i], i == bytes.length - 1));
    }
    while (true) {
      int lowest = Vocabulary.NO_MERGE;
      for (int i = 0; i + 1 < parts.size(); i++) {
        lowest = Math.min(lowest, vocabulary.rank(parts.get(i), parts.get(i + 1)));
      }
      if (lowest == Vocabulary.NO_MERGE) {
        return parts.stream().mapToInt(Integer::intValue).toArray();
      }
      List<Integer> merged = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        if (i + 1 < parts.size() && vocabulary.rank(parts.get(i), parts.get(i + 1)) == lowest) {
          merged.add(vocabulary.mergedId(lowest));
          i++;
        } else {
          merged.add(parts.get(i));
        }
      }
      parts = merged;
    }
  }
}
