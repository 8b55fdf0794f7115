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
import java.util.List;

/// Reads a vocabulary in the form in which Hugging Face keeps CLIP's: `vocab.json` gives each token
/// an id, `merges.txt` lists the pairs that merge, the first first.
final class VocabularyFiles {
  /// Eight times what OpenAI's vocabulary needs.
  static final int MAX_BYTES = 8 << 20;

  private static final int MAX_LINES = 1_000_000;

  private VocabularyFiles() {}

  /// @param mostTokens how many the model knows
  /// @throws ModelException if a file cannot be read, or they do not belong together
  static Vocabulary read(Path vocabulary, Path merges, int mostTokens) {
    VocabularyBuilder builder =
        new VocabularyBuilder(JsonFields.read(vocabulary, MAX_BYTES), mostTokens);
    List<String> lines = lines(merges);
    int first = !lines.isEmpty() && lines.getFirst().startsWith("#version") ? 1 : 0;
    return builder.build(
        lines.subList(first, lines.size()),
        (rank, problem) ->
            new ModelException(
                "Cannot read the model file %s: line %d %s."
                    .formatted(merges, first + rank + 1, problem)));
  }

  /// The lines without their ends; empty ones at the end do not count.
  private static List<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      List<String> lines = text.stripTrailing().lines().limit(MAX_LINES + 1).toList();
      if (bytes.length > MAX_BYTES || lines.size() > MAX_LINES) {
        throw new ModelException(
            "Cannot read the model file %s: it has more than %,d bytes or %,d lines."
                .formatted(file, MAX_BYTES, MAX_LINES));
      }
      return lines;
    } catch (CharacterCodingException e) {
      throw new ModelException(
          "Cannot read the model file %s: it is not UTF-8.".formatted(file), e);
    } catch (IOException e) {
      throw new ModelException("Cannot read the model file %s: %s".formatted(file, e), e);
    }
  }
}
