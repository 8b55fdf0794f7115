package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;

/// Byte-level byte-pair encoding of one word: its bytes, then merge after merge, the merge of the
/// lowest rank first and at every place from left to right.
///
/// Follows `SimpleTokenizer.bpe` of openai/CLIP (Sennrich et al. 2016,
/// <https://arxiv.org/abs/1508.07909>), in n log n steps where the original takes n². Words met
/// before are remembered, up to a bound. Thread-safe.
final class BytePairEncoder {
  private static final int MOST_REMEMBERED = 16_384;
  private static final int LONGEST_REMEMBERED = 64;

  private final Vocabulary vocabulary;
  private final ConcurrentHashMap<String, int[]> remembered = new ConcurrentHashMap<>();

  BytePairEncoder(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// @return the ids of the word's parts; shared, not to be changed
  int[] encode(String word) {
    if (word.length() > LONGEST_REMEMBERED) {
      return merge(word.getBytes(UTF_8));
    }
    int[] known = remembered.get(word);
    if (known != null) {
      return known;
    }
    int[] ids = merge(word.getBytes(UTF_8));
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(word, ids);
    return ids;
  }

  /// How many words are remembered now: never more than a bound.
  int rememberedWords() {
    return remembered.size();
  }

  private int[] merge(byte[] bytes) {
    var parts = new Parts(vocabulary, bytes);
    parts.mergeAll();
    return parts.ids();
  }

  /// A word being merged: a linked list of ids over the positions where they start, and the
  /// possible merges waiting in order of rank and position.
  private static final class Parts {
    private static final int GONE = -1;

    private final Vocabulary vocabulary;
    private final int[] ids;
    private final int[] next;
    private final int[] previous;
    private final PriorityQueue<Long> waiting = new PriorityQueue<>();

    Parts(Vocabulary vocabulary, byte[] bytes) {
      this.vocabulary = vocabulary;
      ids = new int[bytes.length];
      next = new int[bytes.length];
      previous = new int[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        ids[i] = vocabulary.byteId(bytes[i], i == bytes.length - 1);
        next[i] = i + 1;
        previous[i] = i - 1;
      }
      for (int i = 0; i < bytes.length; i++) {
        await(i);
      }
    }

    void mergeAll() {
      List<Integer> merged = new ArrayList<>();
      for (Long first = waiting.peek(); first != null; first = waiting.peek()) {
        int rank = rankOf(first);
        merged.clear();
        // All places of one merge come before what they make possible, whatever its rank.
        for (Long at = first; at != null && rankOf(at) == rank; at = waiting.peek()) {
          waiting.remove();
          int position = positionOf(at);
          if (rankAt(position) == rank) {
            mergeAt(position, rank);
            merged.add(position);
          }
        }
        for (int position : merged) {
          await(position);
          if (previous[position] >= 0) {
            await(previous[position]);
          }
        }
      }
    }

    private void mergeAt(int position, int rank) {
      int absorbed = next[position];
      ids[position] = vocabulary.mergedId(rank);
      ids[absorbed] = GONE;
      next[position] = next[absorbed];
      if (next[position] < ids.length) {
        previous[next[position]] = position;
      }
    }

    private void await(int position) {
      int rank = rankAt(position);
      if (rank != Vocabulary.NO_MERGE) {
        waiting.add((long) rank << 32 | position);
      }
    }

    /// The rank of the merge of what is at a position with what follows, as things stand now.
    private int rankAt(int position) {
      if (ids[position] == GONE || next[position] >= ids.length) {
        return Vocabulary.NO_MERGE;
      }
      return vocabulary.rank(ids[position], ids[next[position]]);
    }

    private static int rankOf(long waiting) {
      return (int) (waiting >>> 32);
    }

    private static int positionOf(long waiting) {
      return (int) waiting;
    }

    int[] ids() {
      return Arrays.stream(ids).filter(id -> id != GONE).toArray();
    }
  }
}
