package dev.pictor.clip.graph;

import java.nio.file.Path;

/// How graphs are run.
///
/// @param threads that compute one call
/// @param arithmetic of the linear layers
/// @param nativeFolder where ONNX Runtime's libraries may be unpacked
record Execution(int threads, Arithmetic arithmetic, Path nativeFolder) {}
