package dev.pictor.clip.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.Npy;
import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.LargeFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TorchArchiveTest {
  @Test
  void halfTensor_isReadAsFloats() {
    try (WeightFile file = WeightFile.open(Fixtures.resource("adversarial/one_tensor_ok.pt"))) {
      assertThat(file.tensors()).containsOnlyKeys("visual.proj");
      TensorSource tensor = file.tensors().values().iterator().next();
      assertThat(tensor.type()).isEqualTo(ElementType.FLOAT16);
      assertThat(tensor.shape()).isEqualTo(Shape.of(64, 8));
      float[] values = read(tensor);
      for (int i = 0; i < 512; i++) {
        assertThat(values[i]).isEqualTo(i);
      }
    }
  }

  @Test
  void transposedViewWithOffset_isReadInItsOwnOrder() throws IOException {
    Path view = LargeFiles.unpacked("valid/openai_micro_extra_view.pt");
    Npy expected = Npy.read(Fixtures.reference("adversarial/valid/extra_view_expected.npy"));
    try (WeightFile file = WeightFile.open(view)) {
      TensorSource tensor =
          file.tensors().values().stream()
              .filter(one -> one.shape().equals(Shape.of(expected.shape())))
              .findFirst()
              .orElseThrow();
      assertThat(read(tensor)).isEqualTo(expected.floats());
    }
  }

  private static float[] read(TensorSource tensor) {
    float[] values = new float[(int) tensor.shape().elements()];
    int[] filled = {0};
    tensor.read(
        (chunk, count) -> {
          System.arraycopy(chunk, 0, values, filled[0], count);
          filled[0] += count;
        });
    assertThat(filled[0]).isEqualTo(values.length);
    return values;
  }
}
