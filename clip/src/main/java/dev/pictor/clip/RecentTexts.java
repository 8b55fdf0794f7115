package dev.pictor.clip;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The embeddings of the texts that were asked for last: people repeat, page and refine a query.
/// Thread-safe; two threads may compute the same one at once.
final class RecentTexts {
  static final int CAPACITY = 256;

  /// What is longer is no query, and the keys would take more memory than the embeddings.
  static final int LONGEST = 1_000;

  private final Map<String, Embedding> embeddings =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
          return size() > CAPACITY;
        }
      };

  /// @param encoder computes what is not there; what it throws is thrown, and nothing kept
  Embedding get(String text, Function<String, Embedding> encoder) {
    if (text.length() > LONGEST) {
      return encoder.apply(text);
    }
    synchronized (embeddings) {
      Embedding known = embeddings.get(text);
      if (known != null) {
        return known;
      }
    }
    Embedding embedding = encoder.apply(text);
    synchronized (embeddings) {
      embeddings.put(text, embedding);
    }
    return embedding;
  }

  void clear() {
    synchronized (embeddings) {
      embeddings.clear();
    }
  }
}
