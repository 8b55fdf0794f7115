package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EmbeddingTest {
  @Test
  void normalized_hasNormOne() {
    Embedding embedding = Embedding.normalized("m", new float[] {3, 4});

    assertThat(embedding.toArray()).containsExactly(0.6f, 0.8f);
    assertThat(embedding.cosineSimilarity(embedding)).isCloseTo(1, within(1e-6));
  }

  @Test
  void vectorsWithoutDirection_areRefused() {
    assertThatThrownBy(() -> Embedding.normalized("m", new float[3]))
        .hasMessageContaining("norm 0.0");
    assertThatThrownBy(() -> Embedding.normalized("m", new float[] {1, Float.NaN}))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Embedding.ofUnit("m", new float[] {1, 1}))
        .hasMessageContaining("needs norm 1");
  }

  @Test
  void embeddingsOfDifferentModels_areNeverCompared() {
    Embedding one = Embedding.normalized("one", new float[] {1, 0});
    Embedding other = Embedding.normalized("other", new float[] {1, 0});

    assertThatThrownBy(() -> one.cosineSimilarity(other))
        .hasMessageContaining("one (2)")
        .hasMessageContaining("other (2)");
  }

  @Test
  void arrays_areCopied() {
    float[] values = {1, 0};
    Embedding embedding = Embedding.ofUnit("m", values);
    values[0] = 5;
    embedding.toArray()[0] = 7;

    assertThat(embedding).isEqualTo(Embedding.ofUnit("m", new float[] {1, 0}));
  }
}
