package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// Turns text into token ids exactly as the original `clip.tokenize(text, truncate=True)` does.
/// Thread-safe.
public final class ClipTokenizer {
  /// Names the rules of cleaning and splitting: a change that gives any text other ids gives this
  /// another number, and thereby every model another fingerprint.
  private static final String RULES = "ftfy 6.3.1, Unicode 15.0/14.0, rules 1";

  private final Vocabulary vocabulary;
  private final BytePairEncoder encoder;
  private final int contextLength;

  private ClipTokenizer(Vocabulary vocabulary, int contextLength) {
    if (contextLength < 2) {
      throw new IllegalArgumentException(
          "A context length of " + contextLength + " has no room for the two markers");
    }
    this.vocabulary = vocabulary;
    this.encoder = new BytePairEncoder(vocabulary);
    this.contextLength = contextLength;
  }

  /// The vocabulary of all OpenAI models: 49,408 tokens.
  ///
  /// @param contextLength the most ids that a text becomes, markers included (77 for OpenAI's)
  public static ClipTokenizer openAi(int contextLength) {
    return new ClipTokenizer(OpenAiVocabulary.get(), contextLength);
  }

  /// The vocabulary of a model that brings its own, in the form in which Hugging Face keeps CLIP's.
  /// Files that say the same as the built-in vocabulary give the same [#identity].
  ///
  /// @param vocabulary `vocab.json`
  /// @param merges `merges.txt`
  /// @param mostTokens how many token ids the model knows
  /// @param contextLength the most ids that a text becomes, markers included
  /// @throws dev.pictor.clip.ModelException if a file cannot be read, or they do not belong
  ///     together
  public static ClipTokenizer of(Path vocabulary, Path merges, int mostTokens, int contextLength) {
    return new ClipTokenizer(VocabularyFiles.read(vocabulary, merges, mostTokens), contextLength);
  }

  /// The vocabulary of a model that brings its own in the one file of Hugging Face's tokenizers. Of
  /// its rules only vocabulary and merges are taken; texts are cleaned as the original does it.
  ///
  /// @param tokenizer `tokenizer.json`
  /// @param mostTokens how many token ids the model knows
  /// @param contextLength the most ids that a text becomes, markers included
  /// @throws dev.pictor.clip.ModelException if the file cannot be read, or is not of CLIP's kind
  public static ClipTokenizer of(Path tokenizer, int mostTokens, int contextLength) {
    return new ClipTokenizer(TokenizerFile.read(tokenizer, mostTokens), contextLength);
  }

  /// The id that ends every text.
  public int endToken() {
    return vocabulary.endMarker();
  }

  public int contextLength() {
    return contextLength;
  }

  public int vocabularySize() {
    return vocabulary.size();
  }

  /// A digest (SHA-256, hex) of the vocabulary and the cleaning rules: part of a model's
  /// fingerprint.
  public String identity() {
    MessageDigest sha256 = Vocabulary.sha256();
    sha256.update(RULES.getBytes(UTF_8));
    sha256.update(vocabulary.digest());
    return HexFormat.of().formatHex(sha256.digest());
  }

  /// @return ids from the start marker to the end marker, at most `contextLength` of them (the last
  ///     one overwritten by the end marker when the text is longer); no padding
  public int[] encode(String text) {
    return encode(text, contextLength);
  }

  /// Whether [#encode] keeps all of a text.
  public boolean fits(String text) {
    return encode(text, contextLength + 1).length <= contextLength;
  }

  private int[] encode(String text, int most) {
    String cleaned = TextCleaner.clean(text);
    int[] ids = new int[most];
    ids[0] = vocabulary.startMarker();
    int count = 1;
    int last = most - 1;
    for (int start = 0; start < cleaned.length() && count < last; ) {
      int end = WordSplitter.endOfWord(cleaned, start);
      if (end == start) {
        start += Character.charCount(cleaned.codePointAt(start));
        continue;
      }
      int[] word = encodeWord(cleaned.substring(start, end));
      int fitting = Math.min(word.length, last - count);
      System.arraycopy(word, 0, ids, count, fitting);
      count += fitting;
      start = end;
    }
    ids[count++] = vocabulary.endMarker();
    return Arrays.copyOf(ids, count);
  }

  private int[] encodeWord(String word) {
    return switch (word) {
      case WordSplitter.START_MARKER -> new int[] {vocabulary.startMarker()};
      case WordSplitter.END_MARKER -> new int[] {vocabulary.endMarker()};
      default -> encoder.encode(word);
    };
  }
}
