package dev.pictor.clip.graph;

import dev.pictor.clip.Precision;
import java.nio.file.Path;

/// How graphs are run.
///
/// @param threads that compute one call
/// @param precision of the linear layers
/// @param nativeFolder where ONNX Runtime's libraries may be unpacked
record Execution(int threads, Precision precision, Path nativeFolder) {}
