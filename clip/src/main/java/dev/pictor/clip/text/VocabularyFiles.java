package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.json.JsonFields;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a vocabulary in the form in which Hugging Face keeps CLIP's: `vocab.json` gives each token
/// an id, `merges.txt` lists the pairs that merge, the first first.
///
/// Tokens are spelled by the original's `bytes_to_unicode`; `</w>` ends a word.
final class VocabularyFiles {
  private static final int MAX_BYTES = 64 << 20;
  private static final String END_OF_WORD = "</w>";

  private final Path vocabularyFile;
  private final Path mergesFile;
  private final Map<String, Integer> ids = new HashMap<>();

  private VocabularyFiles(Path vocabularyFile, Path mergesFile) {
    this.vocabularyFile = vocabularyFile;
    this.mergesFile = mergesFile;
  }

  /// @param mostTokens how many the model knows
  /// @throws ModelException if a file cannot be read, or they do not belong together
  static Vocabulary read(Path vocabulary, Path merges, int mostTokens) {
    return new VocabularyFiles(vocabulary, merges).read(mostTokens);
  }

  private Vocabulary read(int mostTokens) {
    int size = readIds(mostTokens);
    int[] byteIds = new int[256];
    int[] lastByteIds = new int[256];
    for (int b = 0; b < 256; b++) {
      byteIds[b] = id(ByteSpelling.of(b));
      lastByteIds[b] = id(ByteSpelling.of(b) + END_OF_WORD);
    }
    return new Vocabulary(
        byteIds,
        lastByteIds,
        merges(),
        size,
        id(WordSplitter.START_MARKER),
        id(WordSplitter.END_MARKER));
  }

  /// @return one more than the highest id
  private int readIds(int mostTokens) {
    JsonFields fields = JsonFields.read(vocabularyFile, MAX_BYTES);
    Set<Integer> taken = new HashSet<>();
    int highest = 0;
    for (Map.Entry<String, JsonNode> token : fields.object().properties()) {
      int id = fields.integer(token.getKey(), -1, 0, mostTokens - 1);
      if (id < 0 || !taken.add(id)) {
        throw fields.refused(token.getKey(), "each token needs an id of its own");
      }
      ids.put(token.getKey(), id);
      highest = Math.max(highest, id);
    }
    return highest + 1;
  }

  private int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new ModelException(
          "Cannot read the model file %s: the token '%s' is missing. A vocabulary in CLIP's form has"
                  .formatted(vocabularyFile, token)
              + " one for each byte, with and without '%s', and the markers %s and %s."
                  .formatted(END_OF_WORD, WordSplitter.START_MARKER, WordSplitter.END_MARKER));
    }
    return id;
  }

  private Vocabulary.Merges merges() {
    List<String> lines = lines();
    int first = !lines.isEmpty() && lines.getFirst().startsWith("#version") ? 1 : 0;
    int count = lines.size() - first;
    int[] left = new int[count];
    int[] right = new int[count];
    int[] merged = new int[count];
    Set<String> seen = new HashSet<>();
    for (int rank = 0; rank < count; rank++) {
      int number = first + rank + 1;
      String line = lines.get(first + rank);
      String[] pair = line.split(" ", -1);
      if (pair.length != 2 || !seen.add(line)) {
        throw refused(number, line, "is no pair of tokens that is not in it yet");
      }
      left[rank] = mergeId(pair[0], number, line);
      right[rank] = mergeId(pair[1], number, line);
      merged[rank] = mergeId(pair[0] + pair[1], number, line);
    }
    return new Vocabulary.Merges(left, right, merged);
  }

  private int mergeId(String token, int number, String line) {
    @Nullable Integer id = ids.get(token);
    if (id == null) {
      throw refused(
          number,
          line,
          "needs the token '%s', which %s lacks".formatted(token, vocabularyFile.getFileName()));
    }
    return id;
  }

  private ModelException refused(int number, String line, String reason) {
    String shown = line.length() <= 60 ? line : line.substring(0, 60) + "…";
    return new ModelException(
        "Cannot read the model file %s: line %d ('%s') %s."
            .formatted(mergesFile, number, shown, reason));
  }

  /// The lines without their ends; empty ones at the end do not count.
  private List<String> lines() {
    try (InputStream in = Files.newInputStream(mergesFile)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ModelException(
            "Cannot read the model file %s: it has more than %,d bytes."
                .formatted(mergesFile, MAX_BYTES));
      }
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.stripTrailing().lines().toList();
    } catch (CharacterCodingException e) {
      throw new ModelException(
          "Cannot read the model file %s: it is not UTF-8.".formatted(mergesFile), e);
    } catch (IOException e) {
      throw new ModelException("Cannot read the model file %s: %s".formatted(mergesFile, e), e);
    }
  }
}
