package dev.pictor.clip;

import dev.pictor.clip.text.ClipTokenizer;
import dev.pictor.clip.weights.ModelFiles;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the tokenizer of a model.
final class Tokenizers {
  static final int OPENAI_VOCABULARY = 49_408;

  private Tokenizers() {}

  /// The tokenizer that the model brings, or the built-in one if it has that many tokens.
  ///
  /// @throws ModelException if what the model brings cannot be read, or does not fit its text tower
  static Optional<ClipTokenizer> find(Path path, ModelFiles files, ClipConfig.TextTower text) {
    Optional<ClipTokenizer> tokenizer =
        own(path, files, text)
            .or(
                () ->
                    text.vocabularySize() == OPENAI_VOCABULARY
                        ? Optional.of(ClipTokenizer.openAi(text.contextLength()))
                        : Optional.empty());
    tokenizer.ifPresent(found -> requireEnd(path, found.endToken(), text.endToken()));
    return tokenizer;
  }

  private static Optional<ClipTokenizer> own(
      Path path, ModelFiles files, ClipConfig.TextTower text) {
    int tokens = text.vocabularySize();
    int length = text.contextLength();
    Optional<Path> vocabulary = files.companion("vocab.json");
    Optional<Path> merges = files.companion("merges.txt");
    Optional<Path> both = files.companion("tokenizer.json");
    if (vocabulary.isPresent() && merges.isPresent()) {
      return Optional.of(ClipTokenizer.of(vocabulary.get(), merges.get(), tokens, length));
    }
    if (both.isPresent()) {
      return Optional.of(ClipTokenizer.of(both.get(), tokens, length));
    }
    if (vocabulary.isPresent() || merges.isPresent()) {
      throw new ModelException(
          "Cannot read the model %s: of vocab.json and merges.txt there is only one; a tokenizer"
                  .formatted(path)
              + " consists of both, or of a tokenizer.json.");
    }
    return Optional.empty();
  }

  private static void requireEnd(Path path, int written, int read) {
    if (written != read) {
      throw new ModelException(
          "Cannot read the model %s: its tokenizer ends texts with the id %d, but its text tower is"
                  .formatted(path, written)
              + " read out at the id %d (eos_token_id in config.json; 2 stands for the highest id)."
                  .formatted(read));
    }
  }
}
