/// Readers of weight files: bytes of unknown origin to named, bounded tensors.
///
/// Nothing in a file is ever executed: pickles are interpreted by an allow-list of exact names.
/// Boundary: tensors and the architecture that follows from them go out; no ONNX in here.
@NullMarked
package dev.pictor.clip.weights;

import org.jspecify.annotations.NullMarked;
