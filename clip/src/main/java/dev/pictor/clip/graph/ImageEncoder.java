package dev.pictor.clip.graph;

import ai.onnxruntime.OnnxTensor;
import dev.pictor.clip.ClipConfig.ImageTower;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/// The image tower: preprocessed pictures to embeddings, not normalised. Thread-safe.
final class ImageEncoder implements AutoCloseable {
  private final ImageTower config;
  private final Tower tower;

  ImageEncoder(ConvertedWeights weights, Execution execution) {
    this.config = weights.config().image();
    this.tower =
        new Tower(
            TowerGraphs.image(weights.config(), weights.layout(), execution.arithmetic()),
            weights,
            execution);
  }

  /// @param pixels each of shape `[3, imageSize, imageSize]`; one batch
  List<float[]> encode(List<float[]> pixels) {
    int patchValues = 3 * config.patchSize() * config.patchSize();
    long[] shape = {pixels.size(), config.tokens(), patchValues};
    // Freed here and not by the collector, which does not feel how much memory is outside its heap.
    try (Arena arena = Arena.ofConfined()) {
      long values = Math.multiplyExact(shape[0], (long) config.tokens() * patchValues);
      FloatBuffer patches =
          arena
              .allocate(ValueLayout.JAVA_FLOAT, values)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      for (float[] picture : pixels) {
        putPatches(picture, patches);
      }
      patches.flip();
      return tower.run(
          environment ->
              Map.of(TowerGraphs.PATCHES, OnnxTensor.createTensor(environment, patches, shape)));
    }
  }

  /// Cuts a picture into patches, row by row of the grid, each as the convolution's weights lie:
  /// channel, then row, then column. In front of them are zeros, for the class token.
  private void putPatches(float[] picture, FloatBuffer patches) {
    int size = config.imageSize();
    int patch = config.patchSize();
    patches.position(patches.position() + 3 * patch * patch);
    for (int top = 0; top < size; top += patch) {
      for (int left = 0; left < size; left += patch) {
        for (int channel = 0; channel < 3; channel++) {
          for (int row = top; row < top + patch; row++) {
            patches.put(picture, (channel * size + row) * size + left, patch);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    tower.close();
  }
}
