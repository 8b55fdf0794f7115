package dev.pictor.clip.graph;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ModelException;
import dev.pictor.clip.Precision;
import dev.pictor.clip.weights.ModelFiles;
import java.nio.file.Path;
import java.util.List;

/// Both towers of a model over one set of weights. Thread-safe; close it only when nothing runs.
public final class Engine implements AutoCloseable {
  private final ConvertedWeights weights;
  private final Precision precision;
  private final Arithmetic arithmetic;
  private final ImageEncoder images;
  private final TextEncoder texts;

  private Engine(ConvertedWeights weights, Precision precision, Execution execution) {
    this.weights = weights;
    this.precision = precision;
    this.arithmetic = execution.arithmetic();
    this.images = new ImageEncoder(weights, execution);
    this.texts = new TextEncoder(weights, execution);
  }

  /// Opens a model, through the converted copy in the cache where there is one. No tower is
  /// loaded before it is used.
  ///
  /// @param threads that compute one call
  /// @throws ModelException if it is no CLIP model that we can run
  public static Engine open(
      ModelFiles files, Path cacheDirectory, int threads, Precision precision) {
    Path nativeFolder = cacheDirectory.resolve("native");
    Arithmetic arithmetic =
        precision == Precision.FP32
            ? Arithmetic.FLOATS
            : IntegerProbe.arithmetic(NativeLibraries.load(nativeFolder));
    return new Engine(
        new WeightCache(cacheDirectory.resolve("models")).open(files),
        precision,
        new Execution(threads, arithmetic, nativeFolder));
  }

  public ClipConfig config() {
    return weights.config();
  }

  public Precision precision() {
    return precision;
  }

  /// Whether the processor has instructions for what it computes with.
  public boolean isAccelerated() {
    return arithmetic != Arithmetic.UNSIGNED_WEIGHTS;
  }

  /// SHA-256 of architecture and weights, in hex.
  public String weightsDigest() {
    return weights.digest();
  }

  /// @param pixels each of shape `[3, imageSize, imageSize]`
  /// @return of shape `[embeddingDimension]` each, not normalised
  public List<float[]> encodePixels(List<float[]> pixels) {
    return images.encode(pixels);
  }

  /// @param tokens ids inside the vocabulary, 1 to `contextLength` of them a text
  /// @return of shape `[embeddingDimension]` each, not normalised
  public List<float[]> encodeTokens(List<int[]> tokens) {
    return texts.encode(tokens);
  }

  @Override
  public void close() {
    images.close();
    texts.close();
    weights.close();
  }
}
