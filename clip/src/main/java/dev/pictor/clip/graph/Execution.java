package dev.pictor.clip.graph;

import java.nio.file.Path;

/// How graphs are run.
///
/// @param threads that compute one call
/// @param arithmetic of the linear layers
/// @param nativeFolder where ONNX Runtime's libraries may be unpacked
/// @param spins whether threads of a call that wait for each other keep their processors
record Execution(int threads, Arithmetic arithmetic, Path nativeFolder, boolean spins) {
  /// One whose threads sleep when they wait.
  Execution(int threads, Arithmetic arithmetic, Path nativeFolder) {
    this(threads, arithmetic, nativeFolder, false);
  }

  /// The same, spinning.
  Execution spinning() {
    return new Execution(threads, arithmetic, nativeFolder, true);
  }
}
