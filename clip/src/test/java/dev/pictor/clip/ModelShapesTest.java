package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import dev.pictor.clip.support.PlainClip;
import dev.pictor.clip.support.Rows;
import dev.pictor.clip.support.TestTensor;
import dev.pictor.clip.support.TorchWriter;
import dev.pictor.clip.weights.ElementType;
import dev.pictor.clip.weights.RandomModel;
import dev.pictor.clip.weights.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Models with the resolutions, patches and proportions of OpenAI's, a quarter as wide: what the
/// archive says is found from its tensors alone, and computed right.
class ModelShapesTest {
  private static final int VOCABULARY = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ViT-B-32.pt,       224, 32, 192, 2, 128, 2",
    "ViT-B-16.pt,       224, 16, 192, 2, 128, 2",
    "ViT-L-14.pt,       224, 14, 256, 2, 192, 1",
    "ViT-L-14-336px.pt, 336, 14, 256, 2, 192, 1",
  })
  void shape_isFoundAndComputedRight(
      String name,
      int imageSize,
      int patchSize,
      int imageWidth,
      int imageLayers,
      int textWidth,
      int textLayers)
      throws IOException {
    ClipConfig config =
        new ClipConfig(
            textWidth,
            new ImageTower(
                imageSize,
                patchSize,
                imageWidth,
                imageLayers,
                imageWidth / 64,
                4 * imageWidth,
                Activation.QUICK_GELU,
                1e-5),
            new TextTower(
                77,
                VOCABULARY,
                textWidth,
                textLayers,
                textWidth / 64,
                4 * textWidth,
                Activation.QUICK_GELU,
                1e-5,
                VOCABULARY - 1));
    Map<String, TestTensor> tensors = RandomModel.tensors(config, 20_264);
    PlainClip plain = new PlainClip(config, tensors);
    // The file's name says nothing; the numbers beside the weights are not looked at either.
    Path file = TorchWriter.script(folder.resolve("any"), withNumbers(tensors));
    float[] pixels = pixels(imageSize);
    int[] text = {98, 5, 17, 42, 3, 99};

    try (Clip clip =
        Clip.open(file, ClipOptions.defaults().withCacheDirectory(folder.resolve("cache")))) {
      assertThat(clip.config()).as(name).isEqualTo(config);
      assertThat(difference(clip.encodePixels(List.of(pixels)), plain.encodePixels(pixels)))
          .isLessThan(1e-5);
      assertThat(difference(clip.encodeTokens(List.of(text)), plain.encodeTokens(text)))
          .isLessThan(1e-5);
    }
  }

  private static Map<String, TestTensor> withNumbers(Map<String, TestTensor> tensors) {
    Map<String, TestTensor> all = new LinkedHashMap<>();
    for (String name : List.of("input_resolution", "context_length", "vocab_size")) {
      all.put(name, new TestTensor(ElementType.INT64, Shape.of(), new float[] {7}));
    }
    all.putAll(tensors);
    return all;
  }

  private static double difference(List<Embedding> actual, float[] expected) {
    return Rows.maxDifference(Rows.of(actual), Rows.normalized(List.of(expected)));
  }

  private static float[] pixels(int size) {
    Random random = new Random(20_265);
    float[] pixels = new float[3 * size * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return pixels;
  }
}
