package dev.pictor.clip;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The numbers that a model computes with. Weight files are read in full either way, and the
/// fingerprint is the same: vectors of both kinds may be compared.
public enum Precision {
  /// 32-bit floating point, as the original.
  FP32,

  /// The linear layers of both towers multiply 8-bit integers: weights are rounded with one scale
  /// for each output channel, activations with one for each token. An embedding does not depend on
  /// what else is in its batch.
  INT8;

  /// The name as users write it: `fp32` or `int8`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one with this label.
  public static Optional<Precision> of(String label) {
    return Arrays.stream(values()).filter(precision -> precision.label().equals(label)).findAny();
  }
}
