package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Hits of `search --json`.
final class TestHits {
  private TestHits() {}

  /// The same pictures with all that is told of them, in the same order, and scores as near as
  /// those of different stores are.
  static void assertSame(JsonNode hits, JsonNode expected) {
    assertThat(withoutScores(hits)).isEqualTo(withoutScores(expected));
    for (int i = 0; i < hits.size(); i++) {
      assertThat(hits.get(i).get("score").doubleValue())
          .isCloseTo(expected.get(i).get("score").doubleValue(), within(1e-6));
    }
  }

  private static List<JsonNode> withoutScores(JsonNode hits) {
    List<JsonNode> without = new ArrayList<>();
    hits.forEach(hit -> without.add(((ObjectNode) hit.deepCopy()).remove(List.of("score"))));
    return without;
  }
}
