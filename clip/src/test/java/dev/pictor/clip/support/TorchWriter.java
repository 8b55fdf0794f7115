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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes weight files as PyTorch does: a zip archive with a pickle and the values.
public final class TorchWriter {
  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final List<byte[]> storages = new ArrayList<>();

  private TorchWriter() {}

  /// As `torch.save` writes a state dict.
  public static Path stateDict(Path file, Map<String, TestTensor> tensors) throws IOException {
    TorchWriter writer = new TorchWriter();
    writer.text("\u0080\u0002ccollections\nOrderedDict\n)R(");
    tensors.forEach(
        (name, tensor) -> {
          writer.string(name);
          writer.tensor(tensor);
        });
    writer.text("u.");
    return writer.write(file);
  }

  /// As a TorchScript archive: a tree of modules along the dots of the names.
  public static Path script(Path file, Map<String, TestTensor> tensors) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> put(root, name, tensor));
    TorchWriter writer = new TorchWriter();
    writer.text("\u0080\u0002");
    writer.module(root);
    writer.text(".");
    return writer.write(file);
  }

  /// Replaces the pickle of an archive; everything but the storages is left out.
  public static Path withPickle(Path file, List<byte[]> storages, byte[] pickle)
      throws IOException {
    TorchWriter writer = new TorchWriter();
    writer.storages.addAll(storages);
    writer.pickle.writeBytes(pickle);
    return writer.write(file);
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> module, String name, TestTensor tensor) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      module.put(name, tensor);
    } else {
      Object child = module.computeIfAbsent(name.substring(0, dot), _ -> new LinkedHashMap<>());
      put((Map<String, Object>) child, name.substring(dot + 1), tensor);
    }
  }

  @SuppressWarnings("unchecked")
  private void module(Map<String, Object> attributes) {
    text("c__torch__.Any\nAny\n)\u0081}(");
    attributes.forEach(
        (name, value) -> {
          string(name);
          if (value instanceof TestTensor tensor) {
            tensor(tensor);
          } else {
            module((Map<String, Object>) value);
          }
        });
    text("ub");
  }

  private void tensor(TestTensor tensor) {
    text("ctorch._utils\n_rebuild_tensor_v2\n((");
    string("storage");
    text("ctorch\n%s\n".formatted(storageClass(tensor.type())));
    string(String.valueOf(storages.size()));
    string("cpu");
    number(tensor.values().length);
    text("tQ");
    number(0);
    text("(");
    tensor.shape().sizes().forEach(this::number);
    text("t(");
    for (int i = 0; i < tensor.shape().rank(); i++) {
      int stride = 1;
      for (int j = i + 1; j < tensor.shape().rank(); j++) {
        stride *= tensor.shape().size(j);
      }
      number(stride);
    }
    text("t\u0089ccollections\nOrderedDict\n)RtR");
    storages.add(tensor.bytes());
  }

  private static String storageClass(ElementType type) {
    return switch (type) {
      case FLOAT16 -> "HalfStorage";
      case BFLOAT16 -> "BFloat16Storage";
      case FLOAT32 -> "FloatStorage";
      case FLOAT64 -> "DoubleStorage";
      case INT64 -> "LongStorage";
      case INT32, INT16, INT8, UINT8, BOOL -> throw new IllegalArgumentException("" + type);
    };
  }

  private void text(String opcodes) {
    pickle.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    pickle.write('X');
    littleEndian(bytes.length);
    pickle.writeBytes(bytes);
  }

  private void number(int value) {
    pickle.write('J');
    littleEndian(value);
  }

  private void littleEndian(int value) {
    pickle.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private Path write(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      stored(zip, "archive/data.pkl", pickle.toByteArray());
      for (int i = 0; i < storages.size(); i++) {
        stored(zip, "archive/data/" + i, storages.get(i));
      }
    }
    return file;
  }

  private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
