/// Named tensors to an ONNX graph to a running session.
///
/// Emits the graph itself (a small protobuf writer), hands the weights over as mapped external
/// initializers and runs both towers on ONNX Runtime. Out of scope: reading weight files.
@NullMarked
package dev.pictor.clip.graph;

import org.jspecify.annotations.NullMarked;
