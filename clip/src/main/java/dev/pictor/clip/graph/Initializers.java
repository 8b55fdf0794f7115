package dev.pictor.clip.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.pictor.clip.graph.OnnxGraph.Weight;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;

/// The weights of a graph as ONNX Runtime takes them: views of the converted weights, and integers
/// made of them. A session uses them in place, so they must live as long as it.
final class Initializers implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final Map<String, OnnxTensorLike> tensors = new HashMap<>();
  private final Map<String, QuantizedMatrix> matrices = new HashMap<>();
  private final ConvertedWeights weights;

  private Initializers(ConvertedWeights weights) {
    this.weights = weights;
  }

  /// @param weights outlive them
  static Initializers of(OnnxGraph graph, ConvertedWeights weights, OrtEnvironment environment)
      throws OrtException {
    Initializers initializers = new Initializers(weights);
    try {
      for (Weight weight : graph.weights().values()) {
        initializers.tensors.put(weight.name(), initializers.tensor(weight, environment));
      }
      return initializers;
    } catch (OrtException | RuntimeException e) {
      initializers.close();
      throw e;
    }
  }

  private OnnxTensor tensor(Weight weight, OrtEnvironment environment) throws OrtException {
    long[] shape = weight.shape().sizes().stream().mapToLong(Integer::longValue).toArray();
    return switch (weight.form()) {
      case PLAIN -> OnnxTensor.createTensor(environment, weights.values(weight.source()), shape);
      case SIGNED ->
          OnnxTensor.createTensor(
              environment, matrix(weight, 0).values(), shape, OnnxJavaType.INT8);
      case UNSIGNED ->
          OnnxTensor.createTensor(
              environment,
              matrix(weight, QuantizedMatrix.MIDDLE).values(),
              shape,
              OnnxJavaType.UINT8);
      case SCALES -> OnnxTensor.createTensor(environment, made(weight).scales(), shape);
    };
  }

  private QuantizedMatrix matrix(Weight weight, int zero) {
    QuantizedMatrix matrix =
        QuantizedMatrix.of(
            weights.values(weight.source()), weight.shape().sizes().getLast(), zero, arena);
    matrices.put(weight.source(), matrix);
    return matrix;
  }

  /// Graphs name the integers before their scales.
  private QuantizedMatrix made(Weight scales) {
    QuantizedMatrix matrix = matrices.get(scales.source());
    if (matrix == null) {
      throw new IllegalStateException("scales without integers: " + scales.source());
    }
    return matrix;
  }

  void addTo(SessionOptions options) throws OrtException {
    // The first call gives the graph its data, the second has it used in place: without that,
    // every weight that is not packed anyway is copied.
    options.addExternalInitializers(tensors);
    for (var tensor : tensors.entrySet()) {
      options.addInitializer(tensor.getKey(), tensor.getValue());
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensorLike::close);
    arena.close();
  }
}
