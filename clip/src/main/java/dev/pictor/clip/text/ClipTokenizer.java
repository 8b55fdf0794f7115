package dev.pictor.clip.text;

/// Turns text into token ids exactly as the original `clip.tokenize(text, truncate=True)` does.
/// Thread-safe.
public final class ClipTokenizer {
  private ClipTokenizer() {}

  /// The vocabulary of all OpenAI models: 49,408 tokens.
  ///
  /// @param contextLength the most ids that a text becomes, markers included (77 for OpenAI's)
  public static ClipTokenizer openAi(int contextLength) {
    throw new UnsupportedOperationException();
  }

  public int contextLength() {
    throw new UnsupportedOperationException();
  }

  public int vocabularySize() {
    throw new UnsupportedOperationException();
  }

  /// A digest (SHA-256, hex) of the vocabulary and the cleaning rules: part of a model's
  /// fingerprint.
  public String identity() {
    throw new UnsupportedOperationException();
  }

  /// @return ids from the start marker to the end marker, at most `contextLength` of them (the last
  ///     one overwritten by the end marker when the text is longer); no padding
  public int[] encode(String text) {
    throw new UnsupportedOperationException();
  }
}
