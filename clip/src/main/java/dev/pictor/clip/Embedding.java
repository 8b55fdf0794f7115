package dev.pictor.clip;

import java.util.Arrays;

/// A point in the space that pictures and text share: float32, shape `[dimension]`, L2 norm 1.
///
/// Carries the fingerprint of the model that made it, so that vectors of different models never
/// meet. Immutable; equal when fingerprint and every value are equal.
public final class Embedding {
  private static final double NORM_TOLERANCE = 1e-4;

  private final String fingerprint;
  private final float[] values;

  private Embedding(String fingerprint, float[] values) {
    this.fingerprint = fingerprint;
    this.values = values;
  }

  /// Takes a vector that already has norm 1 (a stored one, say).
  ///
  /// @param values copied
  /// @throws IllegalArgumentException if it is empty, not finite, or its norm is off by over 1e-4
  public static Embedding ofUnit(String fingerprint, float[] values) {
    double norm = norm(values);
    if (!(Math.abs(norm - 1) <= NORM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "An embedding needs norm 1, this vector of %d values has %s."
              .formatted(values.length, norm));
    }
    return new Embedding(fingerprint, values.clone());
  }

  /// Scales a vector to norm 1.
  ///
  /// @param values copied; any finite vector but zero
  /// @throws IllegalArgumentException if it is empty, zero or not finite
  public static Embedding normalized(String fingerprint, float[] values) {
    double norm = norm(values);
    if (!(norm > 0) || Double.isInfinite(norm)) {
      throw new IllegalArgumentException(
          "A vector of norm %s (%d values) has no direction.".formatted(norm, values.length));
    }
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / norm);
    }
    return new Embedding(fingerprint, unit);
  }

  /// The SHA-256 (hex) of the model that made it, see [Clip#fingerprint()].
  public String fingerprint() {
    return fingerprint;
  }

  public int dimension() {
    return values.length;
  }

  /// A copy of the values, shape `[dimension]`.
  public float[] toArray() {
    return values.clone();
  }

  /// The cosine of the angle between the two, in [-1, 1], higher is closer.
  ///
  /// @throws IllegalArgumentException if the other comes from another model
  public double cosineSimilarity(Embedding other) {
    if (!fingerprint.equals(other.fingerprint) || values.length != other.values.length) {
      throw new IllegalArgumentException(
          "Embeddings of different models cannot be compared: %s (%d) and %s (%d)."
              .formatted(fingerprint, values.length, other.fingerprint, other.values.length));
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return Math.clamp(sum, -1, 1);
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that
        && fingerprint.equals(that.fingerprint)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * fingerprint.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[%s, dimension %d]".formatted(fingerprint, values.length);
  }
}
