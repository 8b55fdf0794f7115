package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTokenizerTest {
  private static final int START = 49406;
  private static final int END = 49407;

  private final ClipTokenizer tokenizer = ClipTokenizer.openAi(77);

  @Test
  void encode_putsMarkersAroundTheText() {
    assertThat(tokenizer.encode("a photo of a dog"))
        .containsExactly(START, 320, 1125, 539, 320, 1929, END);
    assertThat(tokenizer.encode("")).containsExactly(START, END);
  }

  @Test
  void encode_takesMarkersInTheTextForWhatTheyAre() {
    assertThat(tokenizer.encode("<|STARTOFTEXT|> a<|endoftext|>b"))
        .containsExactly(START, START, 320, END, 321, END);
  }

  @Test
  void encode_cutsAtTheContextLengthAndEndsWithTheMarker() {
    int[] fits = tokenizer.encode("dog ".repeat(75));
    int[] cut = tokenizer.encode("dog ".repeat(76));
    assertThat(fits).hasSize(77).endsWith(1929, END);
    assertThat(cut).isEqualTo(fits);
    assertThat(tokenizer.encode("dog ".repeat(74))).hasSize(76);
    assertThat(ClipTokenizer.openAi(5).encode("a photo of a dog"))
        .containsExactly(START, 320, 1125, 539, END);
    assertThat(ClipTokenizer.openAi(2).encode("a")).containsExactly(START, END);
  }

  @Test
  void encode_cutsInsideAWord() {
    int[] whole = ClipTokenizer.openAi(100).encode("endoftext");
    assertThat(whole).containsExactly(START, 40786, 4160, END);
    assertThat(ClipTokenizer.openAi(3).encode("endoftext")).containsExactly(START, 40786, END);
  }

  @Test
  void openAi_refusesAContextWithoutRoomForTheMarkers() {
    assertThatThrownBy(() -> ClipTokenizer.openAi(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1")
        .hasMessageContaining("markers");
  }

  @Test
  void sizes_areThoseOfOpenAi() {
    assertThat(tokenizer.contextLength()).isEqualTo(77);
    assertThat(tokenizer.vocabularySize()).isEqualTo(49_408);
  }

  /// Part of the fingerprint of every model: another value here means that no collection that
  /// was indexed before can be searched any more.
  @Test
  void identity_staysTheSame() {
    assertThat(tokenizer.identity()).isEqualTo(ClipTokenizer.openAi(32).identity());
    assertThat(tokenizer.identity())
        .isEqualTo("364a48cde538b00c97843f26a2fd2702cc9220a38ba96a527c31ad43b56ab440");
  }

  @Test
  void encode_acceptsAnySequenceOfChars() {
    int rounds = Boolean.getBoolean("pictor.long") ? 500_000 : 5_000;
    Random random = new Random(20261124);
    for (int i = 0; i < rounds; i++) {
      char[] chars = new char[random.nextInt(40)];
      for (int j = 0; j < chars.length; j++) {
        chars[j] =
            (char)
                switch (random.nextInt(4)) {
                  case 0 -> 0xd800 + random.nextInt(0x800);
                  case 1 -> random.nextInt(0x100);
                  case 2 -> random.nextInt(0x80);
                  default -> random.nextInt(0x10000);
                };
      }
      int[] ids = tokenizer.encode(new String(chars));
      assertThat(ids[0]).isEqualTo(START);
      assertThat(ids[ids.length - 1]).isEqualTo(END);
      assertThat(ids.length).isBetween(2, 77);
      assertThat(IntStream.of(ids).allMatch(id -> id >= 0 && id < 49_408)).isTrue();
    }
  }

  /// A megabyte of what is slow in a simple-minded program.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "&amp;",
        "amp;",
        "&#38;",
        "Ã©",
        "Ã\u0083Â",
        "Ã ",
        "Ã©\n",
        "\0",
        "\u001b[1",
        "Σ",
        "\u0301",
        "\ud800",
        "ãã\u0083",
        "â\u0080\u001a?"
      })
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void encode_ofAMegabyteEndsSoon(String piece) {
    String text = (piece.equals("amp;") ? "&" : "") + piece.repeat(1_000_000 / piece.length());
    assertThat(tokenizer.encode(text)).startsWith(START).endsWith(END);
  }

  @Test
  void encode_givesEveryThreadTheSameIds() throws Exception {
    List<String> texts =
        IntStream.range(0, 2_000).mapToObj(i -> "picture " + i + " of café ﬁsh").toList();
    List<int[]> expected = texts.stream().map(ClipTokenizer.openAi(77)::encode).toList();
    Callable<Boolean> work =
        () ->
            IntStream.range(0, texts.size())
                .allMatch(i -> Arrays.equals(tokenizer.encode(texts.get(i)), expected.get(i)));
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> agrees : pool.invokeAll(Collections.nCopies(8, work))) {
        assertThat(agrees.get()).isTrue();
      }
    }
  }
}
