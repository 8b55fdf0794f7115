package dev.pictor.clip.support;

import dev.pictor.clip.weights.ElementType;
import dev.pictor.clip.weights.Shape;
import dev.pictor.clip.weights.TensorSource;
import dev.pictor.clip.weights.WeightFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A tensor that a test has in memory, to be written into a file of any format.
///
/// @param type that it gets in a file
/// @param values row-major
public record TestTensor(ElementType type, Shape shape, float[] values) {

  /// All tensors of a weight file that hold floating point.
  public static Map<String, TestTensor> readAll(Path file) {
    Map<String, TestTensor> tensors = new LinkedHashMap<>();
    try (WeightFile weights = WeightFile.open(file)) {
      weights.tensors().forEach((name, source) -> put(tensors, name, source));
    }
    return tensors;
  }

  private static void put(Map<String, TestTensor> tensors, String name, TensorSource source) {
    switch (source.type()) {
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
          tensors.put(name, new TestTensor(source.type(), source.shape(), read(source)));
      case INT64, INT32, INT16, INT8, UINT8, BOOL -> {}
    }
  }

  public static float[] read(TensorSource source) {
    float[] values = new float[Math.toIntExact(source.shape().elements())];
    int[] filled = {0};
    source.read(
        (chunk, count) -> {
          System.arraycopy(chunk, 0, values, filled[0], count);
          filled[0] += count;
        });
    if (filled[0] != values.length) {
      throw new AssertionError(source.name() + " gave " + filled[0] + " values");
    }
    return values;
  }

  public TestTensor as(ElementType other) {
    return new TestTensor(other, shape, values);
  }

  /// Its bytes in a file; half types are rounded.
  public byte[] bytes() {
    int size = sizeOf(type);
    ByteBuffer bytes = ByteBuffer.allocate(values.length * size).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (type) {
        case FLOAT16 -> bytes.putShort(Float.floatToFloat16(value));
        case BFLOAT16 -> bytes.putShort(bfloat16(value));
        case FLOAT32 -> bytes.putFloat(value);
        case FLOAT64 -> bytes.putDouble(value);
        case INT64 -> bytes.putLong((long) value);
        case INT32, INT16, INT8, UINT8, BOOL -> throw new IllegalArgumentException("" + type);
      }
    }
    return bytes.array();
  }

  /// To the nearest, to even where two are as near.
  private static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
  }

  private static int sizeOf(ElementType type) {
    return switch (type) {
      case FLOAT16, BFLOAT16, INT16 -> 2;
      case FLOAT32, INT32 -> 4;
      case FLOAT64, INT64 -> 8;
      case INT8, UINT8, BOOL -> 1;
    };
  }
}
