package dev.pictor.clip.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.pictor.clip.ModelException;
import dev.pictor.clip.graph.OnnxGraph.ValueType;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Asks the processor what it makes of 8-bit products: x86 processors without VNNI add them in
/// pairs to 16 bits, and a sum beyond those stops at their end.
final class IntegerProbe {
  private static final int ROWS = 4;
  private static final int DEPTH = 64;
  private static final int COLUMNS = 16;

  private IntegerProbe() {}

  /// The fastest kind of 8-bit arithmetic that computes right here.
  static Arithmetic arithmetic(OrtEnvironment environment) {
    return sumsUpExactly(environment) ? Arithmetic.SIGNED_WEIGHTS : Arithmetic.UNSIGNED_WEIGHTS;
  }

  private static boolean sumsUpExactly(OrtEnvironment environment) {
    byte[] left = new byte[ROWS * DEPTH];
    Arrays.fill(left, (byte) 255);
    byte[] right = new byte[DEPTH * COLUMNS];
    Arrays.fill(right, (byte) 127);
    OnnxGraph graph = new OnnxGraph("probe");
    String product =
        graph.fused(
            "MatMulIntegerToFloat",
            List.of(),
            graph.constant("left", ValueType.UINT8, left, ROWS, DEPTH),
            graph.constant("right", ValueType.INT8, right, DEPTH, COLUMNS),
            graph.scalar("left_scale", 1),
            graph.scalar("right_scale", 1));
    graph.output(product, "sums", String.valueOf(ROWS), String.valueOf(COLUMNS));
    try (OrtSession session = environment.createSession(graph.toModel());
        OrtSession.Result result = session.run(Map.of())) {
      FloatBuffer sums = ((OnnxTensor) result.get(0)).getFloatBuffer();
      while (sums.hasRemaining()) {
        if (sums.get() != 255f * 127 * DEPTH) {
          return false;
        }
      }
      return true;
    } catch (OrtException e) {
      throw new ModelException("int8 cannot be computed here: " + e.getMessage(), e);
    }
  }
}
