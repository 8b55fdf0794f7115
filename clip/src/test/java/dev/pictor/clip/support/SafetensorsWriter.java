package dev.pictor.clip.support;

import dev.pictor.clip.weights.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes weight files in the safetensors format.
public final class SafetensorsWriter {
  private SafetensorsWriter() {}

  public static Path write(Path file, Map<String, TestTensor> tensors) throws IOException {
    List<String> entries = new ArrayList<>();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (var tensor : tensors.entrySet()) {
      int start = data.size();
      data.writeBytes(tensor.getValue().bytes());
      entries.add(
          "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  tensor.getKey(),
                  name(tensor.getValue().type()),
                  tensor.getValue().shape(),
                  start,
                  data.size()));
    }
    byte[] header = "{%s}".formatted(String.join(",", entries)).getBytes(StandardCharsets.UTF_8);
    return write(file, header, data.toByteArray());
  }

  public static Path write(Path file, byte[] header, byte[] data) throws IOException {
    ByteBuffer whole =
        ByteBuffer.allocate(Long.BYTES + header.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(file, whole.putLong(header.length).put(header).put(data).array());
  }

  private static String name(ElementType type) {
    return switch (type) {
      case FLOAT16 -> "F16";
      case BFLOAT16 -> "BF16";
      case FLOAT32 -> "F32";
      case FLOAT64 -> "F64";
      case INT64 -> "I64";
      case INT32, INT16, INT8, UINT8, BOOL -> throw new IllegalArgumentException("" + type);
    };
  }
}
