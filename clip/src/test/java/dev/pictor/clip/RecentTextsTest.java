package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTextsTest {
  private final RecentTexts recent = new RecentTexts();
  private final List<String> encoded = new ArrayList<>();

  private Embedding get(String text) {
    return recent.get(
        text,
        asked -> {
          encoded.add(asked);
          return Embedding.normalized("model", new float[] {1, encoded.size()});
        });
  }

  @Test
  void whatWasAskedBefore_isNotEncodedAgain() {
    Embedding first = get("a cat");

    assertThat(get("a dog")).isNotEqualTo(first);
    assertThat(get("a cat")).isSameAs(first);
    assertThat(encoded).containsExactly("a cat", "a dog");
  }

  @Test
  void theOneThatWasNotUsedForLongest_makesRoom() {
    for (int i = 0; i < RecentTexts.CAPACITY; i++) {
      get("text " + i);
    }
    get("text 0");
    get("one more");
    encoded.clear();

    get("text 0");
    get("text 2");
    get("text 1");

    assertThat(encoded).containsExactly("text 1");
  }

  @Test
  void whatIsNoQuery_isNotKept() {
    String text = "a".repeat(RecentTexts.LONGEST + 1);
    get(text);
    get(text);

    assertThat(encoded).hasSize(2);
  }

  @Test
  void failures_areNotKept() {
    assertThatThrownBy(
            () ->
                recent.get(
                    "a cat",
                    _ -> {
                      throw new IllegalStateException("closed");
                    }))
        .hasMessage("closed");

    get("a cat");
    recent.clear();
    get("a cat");

    assertThat(encoded).hasSize(2);
  }
}
