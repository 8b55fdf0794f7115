package dev.pictor.clip.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import dev.pictor.clip.Npy;
import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.Rows;
import dev.pictor.clip.weights.ClipWeights;
import dev.pictor.clip.weights.ModelFiles;
import dev.pictor.clip.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that use the exact GELU in place of OpenAI's quick one: the same weights, other results.
class ActivationTest {
  private static final Path MODEL = Path.of("models/tiny-openai/ViT-tiny-32.pt");
  private static final String EXPECTED = "models/tiny-openclip-gelu/expected/";

  @TempDir Path nativeFolder;

  @Test
  void exactGelu_agreesWithTheReference() throws IOException {
    Path model = Fixtures.reference(MODEL.toString());
    try (WeightFile file = WeightFile.open(model);
        ConvertedWeights weights =
            WeightConverter.convert(model, withGelu(ClipWeights.of(ModelFiles.of(model), file)));
        TextEncoder texts =
            new TextEncoder(weights, new Execution(2, Arithmetic.FLOATS, nativeFolder))) {
      List<float[]> embeddings =
          texts.encode(Rows.ints(Npy.read(Fixtures.reference(EXPECTED + "text_ids.npy"))));
      List<float[]> expected =
          Rows.floats(Npy.read(Fixtures.reference(EXPECTED + "text_embeds.npy")));

      assertThat(Rows.maxDifference(embeddings, expected)).isLessThan(1e-4);
      assertThat(Rows.maxDifference(Rows.normalized(embeddings), Rows.normalized(expected)))
          .isLessThan(1e-5);
    }
  }

  private static ClipWeights withGelu(ClipWeights weights) {
    ImageTower image = weights.config().image();
    TextTower text = weights.config().text();
    return new ClipWeights(
        new ClipConfig(
            weights.config().embeddingDimension(),
            new ImageTower(
                image.imageSize(),
                image.patchSize(),
                image.width(),
                image.layers(),
                image.heads(),
                image.mlpWidth(),
                Activation.GELU,
                image.layerNormEpsilon()),
            new TextTower(
                text.contextLength(),
                text.vocabularySize(),
                text.width(),
                text.layers(),
                text.heads(),
                text.mlpWidth(),
                Activation.GELU,
                text.layerNormEpsilon(),
                text.endToken())),
        weights.tensors());
  }
}
