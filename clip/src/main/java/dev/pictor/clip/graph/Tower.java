package dev.pictor.clip.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.pictor.clip.ModelException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A graph with its weights, ready to run. The session is made at the first run, since not every
/// program needs both towers. Thread-safe, but for [#close].
final class Tower implements AutoCloseable {
  /// Makes the inputs of a run.
  interface Inputs {
    Map<String, OnnxTensor> make(OrtEnvironment environment) throws OrtException;
  }

  private final OnnxGraph graph;
  private final ConvertedWeights weights;
  private final Execution execution;
  private @Nullable OrtSession session;

  /// They live as long as the session.
  private @Nullable Initializers initializers;

  /// @param weights outlive this tower
  Tower(OnnxGraph graph, ConvertedWeights weights, Execution execution) {
    this.graph = graph;
    this.weights = weights;
    this.execution = execution;
  }

  /// @return one embedding for each row of the batch, not normalised
  List<float[]> run(Inputs inputs) {
    try {
      OrtEnvironment environment = NativeLibraries.load(execution.nativeFolder());
      OrtSession ready = session(environment);
      Map<String, OnnxTensor> tensors = inputs.make(environment);
      try (OrtSession.Result result = ready.run(tensors)) {
        return rows(((OnnxTensor) result.get(0)).getFloatBuffer());
      } finally {
        tensors.values().forEach(OnnxTensor::close);
      }
    } catch (OrtException e) {
      throw new ModelException("The model could not be run: " + e.getMessage(), e);
    }
  }

  private List<float[]> rows(FloatBuffer values) {
    int dimension = weights.config().embeddingDimension();
    List<float[]> rows = new ArrayList<>();
    while (values.hasRemaining()) {
      float[] row = new float[dimension];
      values.get(row);
      rows.add(row);
    }
    return rows;
  }

  private synchronized OrtSession session(OrtEnvironment environment) throws OrtException {
    if (session == null) {
      session = open(environment);
    }
    return session;
  }

  private OrtSession open(OrtEnvironment environment) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(execution.threads());
      options.setInterOpNumThreads(1);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.addConfigEntry("session.intra_op.allow_spinning", execution.spins() ? "1" : "0");
      // Between calls never.
      options.addConfigEntry("session.force_spinning_stop", "1");
      // Batches and lengths vary from call to call: patterns would be kept for each of them.
      options.setMemoryPatternOptimization(false);
      initializers = Initializers.of(graph, weights, environment);
      initializers.addTo(options);
      return environment.createSession(graph.toModel(), options);
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (session != null) {
        session.close();
        session = null;
      }
    } catch (OrtException e) {
      throw new ModelException("The model could not be closed: " + e.getMessage(), e);
    } finally {
      if (initializers != null) {
        initializers.close();
        initializers = null;
      }
    }
  }
}
