package dev.pictor.clip.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What one element of a stored tensor is; always little endian in the files that we read.
public enum ElementType {
  FLOAT16(2, true),
  BFLOAT16(2, true),
  FLOAT32(4, true),
  FLOAT64(8, true),
  INT64(8, false),
  INT32(4, false),
  INT16(2, false),
  INT8(1, false),
  UINT8(1, false),
  BOOL(1, false);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bytes;
  private final boolean isFloat;

  ElementType(int bytes, boolean isFloat) {
    this.bytes = bytes;
    this.isFloat = isFloat;
  }

  int bytes() {
    return bytes;
  }

  /// Whether values of this type can be weights.
  boolean isFloat() {
    return isFloat;
  }

  /// The element type of a `torch.*Storage` class, or null where we have no reader for it.
  static @Nullable ElementType ofTorchStorage(String className) {
    return switch (className) {
      case "HalfStorage" -> FLOAT16;
      case "BFloat16Storage" -> BFLOAT16;
      case "FloatStorage" -> FLOAT32;
      case "DoubleStorage" -> FLOAT64;
      case "LongStorage" -> INT64;
      case "IntStorage" -> INT32;
      case "ShortStorage" -> INT16;
      case "CharStorage" -> INT8;
      case "ByteStorage" -> UINT8;
      case "BoolStorage" -> BOOL;
      default -> null;
    };
  }

  /// The element type that a safetensors header calls so, or null where we have no reader for it.
  static @Nullable ElementType ofSafetensors(String name) {
    return switch (name) {
      case "F16" -> FLOAT16;
      case "BF16" -> BFLOAT16;
      case "F32" -> FLOAT32;
      case "F64" -> FLOAT64;
      case "I64" -> INT64;
      case "I32" -> INT32;
      case "I16" -> INT16;
      case "I8" -> INT8;
      case "U8" -> UINT8;
      case "BOOL" -> BOOL;
      default -> null;
    };
  }

  /// Converts elements to float32, rounding only where the type is wider than that.
  ///
  /// @param from index of the first element
  /// @param stride distance from one element to the next
  void toFloats(MemorySegment data, long from, long stride, float[] target, int start, int count) {
    switch (this) {
      case FLOAT32 -> {
        if (stride == 1) {
          MemorySegment.copy(data, FLOAT, from * bytes, target, start, count);
        } else {
          for (int i = 0; i < count; i++) {
            target[start + i] = data.get(FLOAT, (from + i * stride) * bytes);
          }
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          target[start + i] = Float.float16ToFloat(data.get(SHORT, (from + i * stride) * bytes));
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          target[start + i] =
              Float.intBitsToFloat(data.get(SHORT, (from + i * stride) * bytes) << 16);
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          target[start + i] = (float) data.get(DOUBLE, (from + i * stride) * bytes);
        }
      }
      case INT64, INT32, INT16, INT8, UINT8, BOOL ->
          throw new IllegalStateException(this + " is no type for weights");
    }
  }
}
