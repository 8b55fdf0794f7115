package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.support.Fixtures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the library's entry refuses and promises, on the micro model (pictures of 16 pixels, a
/// context of 8, a vocabulary of 32).
class ClipTest {
  @TempDir Path cache;
  Clip clip;

  @BeforeEach
  void open() {
    clip =
        Clip.open(
            Fixtures.resource("micro/openai_micro.pt"),
            ClipOptions.defaults().withCacheDirectory(cache));
  }

  @AfterEach
  void close() {
    clip.close();
  }

  @Test
  void fingerprint_neverChanges() {
    assertThat(clip.fingerprint())
        .isEqualTo("7eb23e2ae557d942c3dd30c6bee740019f4d8baeb5c6661fbcdb83b2d7038096");
  }

  @Test
  void embeddings_carryTheFingerprint() {
    assertThat(clip.encodeTokens(List.of(new int[] {30, 5, 31})).getFirst().fingerprint())
        .isEqualTo(clip.fingerprint());
  }

  @Test
  void modelOfAnotherVocabulary_hasNoTokenizer() {
    assertThatThrownBy(() -> clip.encodeText("a dog"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("vocabulary of 32 tokens")
        .hasMessageContaining("openai_micro.pt");
  }

  @Test
  void nothing_isEncodedToNothing() {
    assertThat(clip.encodePixels(List.of())).isEmpty();
    assertThat(clip.encodeTokens(List.of())).isEmpty();
  }

  @Test
  void tokensOutsideTheModel_areRefused() {
    assertThatThrownBy(() -> clip.encodeTokens(List.of(new int[] {1, 32})))
        .hasMessageContaining("Token id 32 is outside the vocabulary of 32");
    assertThatThrownBy(() -> clip.encodeTokens(List.of(new int[] {-1})))
        .hasMessageContaining("Token id -1");
    assertThatThrownBy(() -> clip.encodeTokens(List.of(new int[9])))
        .hasMessageContaining("1 to 8 token ids, not 9");
    assertThatThrownBy(() -> clip.encodeTokens(List.of(new int[0])))
        .hasMessageContaining("1 to 8 token ids, not 0");
  }

  @Test
  void picturesOfAnotherSize_areRefused() {
    assertThatThrownBy(() -> clip.encodePixels(List.of(new float[3 * 17 * 17])))
        .hasMessageContaining("3 x 16 x 16 values, not 867");
  }

  @Test
  void closedModel_saysSo() {
    clip.close();
    clip.close();

    assertThatThrownBy(() -> clip.encodeTokens(List.of(new int[] {1})))
        .hasMessageContaining("openai_micro.pt")
        .hasMessageContaining("closed");
  }
}
