package dev.pictor.clip.text;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.json.JsonFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes a vocabulary of tokens with their ids and of pairs that merge, as files spell them.
///
/// Tokens are spelled by the original's `bytes_to_unicode`; `</w>` ends a word.
final class VocabularyBuilder {
  static final String END_OF_WORD = "</w>";

  private final JsonFields tokens;
  private final Map<String, Integer> ids = new HashMap<>();
  private final int size;

  /// Says what is wrong with a merge.
  @FunctionalInterface
  interface Refusal {
    /// @param rank of the merge
    /// @param problem shows the merge and goes on as a sentence
    ModelException of(int rank, String problem);
  }

  /// @param tokens the ids of all tokens
  /// @param mostTokens how many the model knows
  /// @throws ModelException if an id is out of range or given twice
  VocabularyBuilder(JsonFields tokens, int mostTokens) {
    this.tokens = tokens;
    Set<Integer> taken = new HashSet<>();
    int highest = 0;
    for (Map.Entry<String, JsonNode> token : tokens.object().properties()) {
      int id = tokens.integer(token.getKey(), -1, 0, mostTokens - 1);
      if (id < 0 || !taken.add(id)) {
        throw tokens.refused(token.getKey(), "each token needs an id of its own");
      }
      ids.put(token.getKey(), id);
      highest = Math.max(highest, id);
    }
    this.size = highest + 1;
  }

  /// The id of a token, or null where there is none.
  @Nullable Integer find(String token) {
    return ids.get(token);
  }

  /// @param merges two tokens with a space between them each, the first to be merged first
  /// @throws ModelException if a token is missing
  Vocabulary build(List<String> merges, Refusal refusal) {
    int[] byteIds = new int[256];
    int[] lastByteIds = new int[256];
    for (int b = 0; b < 256; b++) {
      byteIds[b] = id(ByteSpelling.of(b));
      lastByteIds[b] = id(ByteSpelling.of(b) + END_OF_WORD);
    }
    return new Vocabulary(
        byteIds,
        lastByteIds,
        merges(merges, refusal),
        size,
        id(WordSplitter.START_MARKER),
        id(WordSplitter.END_MARKER));
  }

  private int id(String token) {
    Integer id = find(token);
    if (id == null) {
      throw new ModelException(
          "Cannot read the model file %s: the token '%s' is missing. A vocabulary in CLIP's form has"
                  .formatted(tokens.file(), token)
              + " one for each byte, with and without '%s', and the markers %s and %s."
                  .formatted(END_OF_WORD, WordSplitter.START_MARKER, WordSplitter.END_MARKER));
    }
    return id;
  }

  private Vocabulary.Merges merges(List<String> merges, Refusal refusal) {
    int count = merges.size();
    int[] left = new int[count];
    int[] right = new int[count];
    int[] merged = new int[count];
    Set<String> seen = new HashSet<>();
    for (int rank = 0; rank < count; rank++) {
      String merge = merges.get(rank);
      String[] pair = merge.split(" ", -1);
      if (pair.length != 2 || !seen.add(merge)) {
        throw refusal.of(rank, shown(merge) + " is no pair of tokens that is not in it yet");
      }
      left[rank] = mergeId(pair[0], rank, merge, refusal);
      right[rank] = mergeId(pair[1], rank, merge, refusal);
      merged[rank] = mergeId(pair[0] + pair[1], rank, merge, refusal);
    }
    return new Vocabulary.Merges(left, right, merged);
  }

  private int mergeId(String token, int rank, String merge, Refusal refusal) {
    Integer id = find(token);
    if (id == null) {
      throw refusal.of(
          rank,
          "%s needs the token '%s', which %s lacks"
              .formatted(shown(merge), token, tokens.file().getFileName()));
    }
    return id;
  }

  private static String shown(String merge) {
    return "('%s')".formatted(merge.length() <= 60 ? merge : merge.substring(0, 60) + "…");
  }
}
