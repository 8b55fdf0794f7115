package dev.pictor.clip.graph;

import java.nio.file.Path;

/// How graphs are run.
///
/// @param threads that compute one call
/// @param nativeFolder where ONNX Runtime's libraries may be unpacked
record Execution(int threads, Path nativeFolder) {}
