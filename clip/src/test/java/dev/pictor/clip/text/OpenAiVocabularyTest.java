package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OpenAiVocabularyTest {
  /// SHA-256 of lines 2 to 48,895 of the original's file, `\n` after each.
  private static final String ORIGINAL_MERGES =
      "d308b7377a8ceaa9707a21614fe8c831b9196e197b7aeb69833359362907af02";

  @Test
  void merges_spellTheOriginalFile() {
    Vocabulary vocabulary = OpenAiVocabulary.get();
    Vocabulary.Merges merges = OpenAiVocabulary.merges();
    String[] spelling = new String[vocabulary.size()];
    for (int b = 0; b < 256; b++) {
      String symbol = Character.toString(printable(b));
      spelling[vocabulary.byteId((byte) b, false)] = symbol;
      spelling[vocabulary.byteId((byte) b, true)] = symbol + "</w>";
    }
    StringBuilder file = new StringBuilder();
    for (int rank = 0; rank < OpenAiVocabulary.MERGES; rank++) {
      String left = spelling[merges.left()[rank]];
      String right = spelling[merges.right()[rank]];
      spelling[merges.merged()[rank]] = left + right;
      file.append(left).append(' ').append(right).append('\n');
    }
    assertThat(sha256(file.toString())).isEqualTo(ORIGINAL_MERGES);
  }

  @Test
  void markers_areTheLastTwoOf49408() {
    Vocabulary vocabulary = OpenAiVocabulary.get();
    assertThat(vocabulary.size()).isEqualTo(49_408);
    assertThat(vocabulary.startMarker()).isEqualTo(49_406);
    assertThat(vocabulary.endMarker()).isEqualTo(49_407);
  }

  @Test
  void get_loadsOnce() {
    assertThat(OpenAiVocabulary.get()).isSameAs(OpenAiVocabulary.get());
  }

  /// The character by which the original's `bytes_to_unicode` writes a byte: itself if it is
  /// visible in Latin-1, else the next free one from U+0100 on.
  private static int printable(int b) {
    int hidden = 0;
    for (int other = 0; other <= b; other++) {
      boolean visible = (other > 0x20 && other < 0x7f) || (other > 0xa0 && other != 0xad);
      if (other == b) {
        return visible ? b : 0x100 + hidden;
      }
      hidden += visible ? 0 : 1;
    }
    throw new IllegalArgumentException("not a byte: " + b);
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Vocabulary.sha256().digest(text.getBytes(UTF_8)));
  }
}
