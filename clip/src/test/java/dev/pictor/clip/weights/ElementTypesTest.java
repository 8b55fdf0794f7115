package dev.pictor.clip.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.SafetensorsWriter;
import dev.pictor.clip.support.TestTensor;
import dev.pictor.clip.support.TorchWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTypesTest {
  /// All of them are exact in every type but the last two.
  private static final float[] VALUES = {0, -1, 0.5f, 65504, 1e-7f, 1 / 3f};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1.0E-7, 0.33333334, 65504",
    "FLOAT64, 1.0E-7, 0.33333334, 65504",
    "FLOAT16, 1.1920929E-7, 0.33325195, 65504",
    "BFLOAT16, 1.0011718E-7, 0.33398438, 65536",
  })
  void floats_areReadFromBothFormats(ElementType type, float small, float third, float large)
      throws IOException {
    Map<String, TestTensor> tensors = Map.of("t", new TestTensor(type, Shape.of(2, 3), VALUES));
    float[] expected = {0, -1, 0.5f, large, small, third};

    for (Path file :
        new Path[] {
          SafetensorsWriter.write(folder.resolve("a"), tensors),
          TorchWriter.stateDict(folder.resolve("b"), tensors),
          TorchWriter.script(folder.resolve("c"), tensors)
        }) {
      TestTensor read = only(file);
      assertThat(read.type()).isEqualTo(type);
      assertThat(read.shape()).isEqualTo(Shape.of(2, 3));
      assertThat(read.values()).isEqualTo(expected);
    }
  }

  @Test
  void oneTensor_isGivenBack() {
    TestTensor tensor = only(Fixtures.resource("adversarial/st_one_tensor.safetensors"));

    assertThat(tensor.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(tensor.values()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void emptyTensorAndScalar_areGivenBack() {
    assertThat(
            TestTensor.readAll(
                    Fixtures.resource("adversarial/st_empty_tensor_and_scalar.safetensors"))
                .values())
        .anySatisfy(empty -> assertThat(empty.values()).isEmpty())
        .anySatisfy(
            scalar -> {
              assertThat(scalar.shape()).isEqualTo(Shape.of());
              assertThat(scalar.values()).containsExactly(1);
            });
  }

  private static TestTensor only(Path file) {
    return TestTensor.readAll(file).values().iterator().next();
  }
}
