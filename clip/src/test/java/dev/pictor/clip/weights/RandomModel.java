package dev.pictor.clip.weights;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.support.TestTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Weights of any architecture that are random, but of a size at which every one of them shows in
/// the embeddings.
public final class RandomModel {
  private RandomModel() {}

  /// @return under OpenAI's names, all FLOAT32
  public static Map<String, TestTensor> tensors(ClipConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, TestTensor> tensors = new LinkedHashMap<>();
    CanonicalTensors.shapes(config)
        .forEach(
            (name, shape) ->
                tensors.put(
                    name, new TestTensor(ElementType.FLOAT32, shape, values(name, shape, random))));
    return tensors;
  }

  private static float[] values(String name, Shape shape, Random random) {
    boolean isGain = name.contains("ln_") && name.endsWith(".weight");
    float[] values = new float[(int) shape.elements()];
    double deviation =
        shape.rank() == 2 && !name.contains("embedding") ? 1 / Math.sqrt(shape.size(1)) : 0.2;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation) + (isGain ? 1 : 0);
    }
    return values;
  }
}
