package dev.pictor.eval;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Encodes the texts of many items, some at a time: a hundred thousand embeddings are never held.
final class TextBatches {
  private static final int BATCH = 64;

  private final Clip clip;
  private final TextProgress progress;
  private final BooleanSupplier stopRequested;

  TextBatches(Clip clip, TextProgress progress, BooleanSupplier stopRequested) {
    this.clip = clip;
    this.progress = progress;
    this.stopRequested = stopRequested;
  }

  /// @param texts of an item
  /// @param work what is done with an item and the embeddings of its texts
  /// @return in the order of the items; empty if it was stopped
  <T, R> Optional<List<R>> map(
      List<T> items, Function<T, List<String>> texts, BiFunction<T, List<Embedding>, R> work) {
    List<R> results = new ArrayList<>();
    for (int start = 0; start < items.size(); start += BATCH) {
      List<T> batch = items.subList(start, Math.min(start + BATCH, items.size()));
      List<List<IntBuffer>> tokens =
          batch.stream()
              .map(item -> texts.apply(item).stream().map(this::tokens).toList())
              .toList();
      Map<IntBuffer, Embedding> embeddings =
          embed(tokens.stream().flatMap(List::stream).distinct().toList());
      for (int i = 0; i < batch.size(); i++) {
        if (stopRequested.getAsBoolean()) {
          return Optional.empty();
        }
        results.add(work.apply(batch.get(i), tokens.get(i).stream().map(embeddings::get).toList()));
      }
      progress.update(results.size(), items.size());
    }
    return Optional.of(results);
  }

  /// A buffer, since buffers of equal content are equal: two texts that the model cannot tell apart
  /// have the very same embedding then, and tie.
  private IntBuffer tokens(String text) {
    return IntBuffer.wrap(clip.tokens(text)).asReadOnlyBuffer();
  }

  private Map<IntBuffer, Embedding> embed(List<IntBuffer> tokens) {
    List<Embedding> encoded = clip.encodeTokens(tokens.stream().map(TextBatches::array).toList());
    Map<IntBuffer, Embedding> embeddings = new HashMap<>();
    for (int i = 0; i < encoded.size(); i++) {
      embeddings.put(tokens.get(i), encoded.get(i));
    }
    return embeddings;
  }

  private static int[] array(IntBuffer tokens) {
    int[] ids = new int[tokens.remaining()];
    tokens.get(tokens.position(), ids);
    return ids;
  }
}
