package dev.pictor.clip;

import dev.pictor.clip.image.ImagePreprocessor;
import dev.pictor.clip.text.ClipTokenizer;
import java.nio.file.Path;
import java.util.List;

/// A CLIP model that is ready to encode text and pictures. Thread-safe; close it when done.
public final class Clip implements AutoCloseable {
  private Clip() {}

  /// Opens a weight file with [ClipOptions#defaults()].
  ///
  /// @throws ModelException if the file is no CLIP model that this library can run
  public static Clip open(Path weights) {
    return open(weights, ClipOptions.defaults());
  }

  public static Clip open(Path weights, ClipOptions options) {
    throw new UnsupportedOperationException();
  }

  /// What these weights, this architecture, this tokenizer and this preprocessing are: SHA-256, in
  /// hex. The same weights in another file format have the same fingerprint.
  public String fingerprint() {
    throw new UnsupportedOperationException();
  }

  public ClipConfig config() {
    throw new UnsupportedOperationException();
  }

  public Preprocessing preprocessing() {
    throw new UnsupportedOperationException();
  }

  /// @throws ModelException if the model brings no tokenizer and its vocabulary is not the built-in
  ///     one
  public ClipTokenizer tokenizer() {
    throw new UnsupportedOperationException();
  }

  public ImagePreprocessor preprocessor() {
    throw new UnsupportedOperationException();
  }

  public Embedding encodeText(String text) {
    return encodeTexts(List.of(text)).getFirst();
  }

  public List<Embedding> encodeTexts(List<String> texts) {
    throw new UnsupportedOperationException();
  }

  /// Encodes token ids as [ClipTokenizer#encode] gives them.
  public List<Embedding> encodeTokens(List<int[]> tokens) {
    throw new UnsupportedOperationException();
  }

  /// @throws UnreadableImageException if the file cannot be decoded
  public Embedding encodeImage(Path picture) {
    throw new UnsupportedOperationException();
  }

  /// Encodes preprocessed pictures, one batch.
  ///
  /// @param pixels each of shape `[3, imageSize, imageSize]`, as [ImagePreprocessor#preprocess]
  ///     gives it
  public List<Embedding> encodePixels(List<float[]> pixels) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
