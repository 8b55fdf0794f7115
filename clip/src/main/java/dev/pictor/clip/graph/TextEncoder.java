package dev.pictor.clip.graph;

import ai.onnxruntime.OnnxTensor;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The text tower: token ids to embeddings, not normalised. Thread-safe.
///
/// A text is computed at its real length, up to its end token, together with others of that length.
final class TextEncoder implements AutoCloseable {
  private static final int MAX_BATCH = 64;

  private final int endToken;
  private final Tower tower;

  TextEncoder(ConvertedWeights weights, Execution execution) {
    this.endToken = weights.config().text().endToken();
    this.tower =
        new Tower(
            TowerGraphs.text(weights.config(), weights.layout(), execution.arithmetic()),
            weights,
            // A query is many short products: to wake sleeping threads for each takes longer.
            execution.spinning());
  }

  /// @param texts ids inside the vocabulary, at least one a text; what follows the end token is
  ///     ignored
  /// @return embeddings in the order of the texts
  List<float[]> encode(List<int[]> texts) {
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      byLength.computeIfAbsent(length(texts.get(i)), _ -> new ArrayList<>()).add(i);
    }
    float[][] embeddings = new float[texts.size()][];
    byLength.forEach(
        (length, members) -> {
          for (int start = 0; start < members.size(); start += MAX_BATCH) {
            List<Integer> batch =
                members.subList(start, Math.min(start + MAX_BATCH, members.size()));
            List<float[]> rows = run(batch.stream().map(texts::get).toList(), length);
            for (int row = 0; row < rows.size(); row++) {
              embeddings[batch.get(row)] = rows.get(row);
            }
          }
        });
    return Arrays.asList(embeddings);
  }

  private List<float[]> run(List<int[]> texts, int length) {
    int[] tokens = texts.stream().flatMapToInt(ids -> Arrays.stream(ids, 0, length)).toArray();
    int[] positions = IntStream.range(0, length).toArray();
    return tower.run(
        environment ->
            Map.of(
                TowerGraphs.TOKENS,
                OnnxTensor.createTensor(
                    environment, IntBuffer.wrap(tokens), new long[] {texts.size(), length}),
                TowerGraphs.POSITIONS,
                OnnxTensor.createTensor(
                    environment, IntBuffer.wrap(positions), new long[] {length})));
  }

  /// A text is read out at its first end token. (Without one, at the first one of its highest id,
  /// as the original's `argmax` does, whose end token is the highest of all.)
  private int length(int[] ids) {
    int end = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == endToken) {
        return i + 1;
      }
      if (ids[i] > ids[end]) {
        end = i;
      }
    }
    return end + 1;
  }

  @Override
  public void close() {
    tower.close();
  }
}
