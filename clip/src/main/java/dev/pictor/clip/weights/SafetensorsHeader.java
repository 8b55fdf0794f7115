package dev.pictor.clip.weights;

import dev.pictor.clip.json.BadJsonException;
import dev.pictor.clip.json.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the header of a safetensors file and checks that its tensors fill the rest of the file
/// without a gap and without sharing a byte.
///
/// Follows <https://github.com/huggingface/safetensors#format>.
final class SafetensorsHeader {
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int MAX_HEADER_BYTES = 8 << 20;
  private static final int MAX_RANK = 8;
  private static final String METADATA = "__metadata__";

  /// A tensor.
  ///
  /// @param position of its first byte in the file
  /// @param end of its last byte, exclusive
  record Entry(String name, ElementType type, Shape shape, long position, long end) {}

  private SafetensorsHeader() {}

  /// @return the tensors in the order of their values
  static List<Entry> read(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw new MalformedFileException(
          "it has %d bytes, too few for a safetensors file.".formatted(size));
    }
    ByteBuffer prefix = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    SafetensorsFile.readFully(channel, prefix, 0);
    long length = prefix.getLong();
    if (length < 2 || length > size - LENGTH_BYTES || length > MAX_HEADER_BYTES) {
      throw new MalformedFileException(
          "its safetensors header claims %s bytes, which must be 2 to %,d in this file."
              .formatted(
                  Long.toUnsignedString(length),
                  Math.max(2, Math.min(size - LENGTH_BYTES, MAX_HEADER_BYTES))));
    }
    ByteBuffer header = ByteBuffer.allocate((int) length);
    SafetensorsFile.readFully(channel, header, LENGTH_BYTES);
    List<Entry> entries = entries(header.array(), LENGTH_BYTES + length);
    requireFilled(entries, LENGTH_BYTES + length, size);
    return entries;
  }

  private static List<Entry> entries(byte[] header, long dataStart) throws MalformedFileException {
    JsonNode object;
    try {
      object = StrictJson.object(header);
    } catch (BadJsonException e) {
      throw new MalformedFileException("its safetensors header %s.".formatted(e.getMessage()));
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getKey().equals(METADATA)) {
        requireTexts(field.getValue());
      } else {
        entries.add(entry(field.getKey(), field.getValue(), dataStart));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::position).thenComparingLong(Entry::end));
    return entries;
  }

  private static void requireTexts(JsonNode metadata) throws MalformedFileException {
    if (!metadata.isObject() || !metadata.values().stream().allMatch(JsonNode::isString)) {
      throw new MalformedFileException(
          "its %s holds something else than texts.".formatted(METADATA));
    }
  }

  private static Entry entry(String name, JsonNode value, long dataStart)
      throws MalformedFileException {
    try {
      ElementType type = type(value.get("dtype"));
      Shape shape = shape(value.get("shape"));
      List<Long> offsets = numbers(value.get("data_offsets"), "data_offsets");
      if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
        throw new MalformedFileException(
            "has the data_offsets %s, which are no begin and end".formatted(offsets));
      }
      long needed = Math.multiplyExact(shape.elements(), type.bytes());
      long given = offsets.get(1) - offsets.get(0);
      if (given != needed) {
        throw new MalformedFileException(
            "needs %,d bytes for %s of %s, but has %,d".formatted(needed, shape, type, given));
      }
      return new Entry(
          name,
          type,
          shape,
          Math.addExact(dataStart, offsets.get(0)),
          Math.addExact(dataStart, offsets.get(1)));
    } catch (MalformedFileException e) {
      throw new MalformedFileException("the tensor '%s' %s.".formatted(name, e.getMessage()));
    } catch (ArithmeticException e) {
      throw new MalformedFileException(
          "the tensor '%s' is too large for any file.".formatted(name));
    }
  }

  private static ElementType type(@Nullable JsonNode value) throws MalformedFileException {
    ElementType type =
        value == null || !value.isString() ? null : ElementType.ofSafetensors(value.stringValue());
    if (type == null) {
      throw new MalformedFileException(
          "has the dtype %s, which is not supported".formatted(value == null ? "(none)" : value));
    }
    return type;
  }

  private static Shape shape(@Nullable JsonNode value) throws MalformedFileException {
    List<Long> sizes = numbers(value, "shape");
    if (sizes.size() > MAX_RANK) {
      throw new MalformedFileException("has more than %d dimensions".formatted(MAX_RANK));
    }
    Shape shape = new Shape(sizes.stream().map(Math::toIntExact).toList());
    Math.toIntExact(shape.elements());
    return shape;
  }

  private static List<Long> numbers(@Nullable JsonNode value, String what)
      throws MalformedFileException {
    if (value == null || !value.isArray()) {
      throw new MalformedFileException("has no list as %s".formatted(what));
    }
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : value.values()) {
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
        throw new MalformedFileException("has %s in its %s".formatted(number, what));
      }
      numbers.add(number.longValue());
    }
    return numbers;
  }

  private static void requireFilled(List<Entry> entries, long dataStart, long size)
      throws MalformedFileException {
    long end = dataStart;
    for (Entry entry : entries) {
      if (entry.end > size) {
        throw new MalformedFileException(
            "the tensor '%s' reaches to byte %,d of a file of %,d: cut off? Download it again."
                .formatted(entry.name, entry.end, size));
      }
      if (entry.position != end) {
        throw new MalformedFileException(
            "the tensor '%s' begins at byte %,d, but what is before it ends at %,d."
                .formatted(entry.name, entry.position, end));
      }
      end = entry.end;
    }
    if (end != size) {
      throw new MalformedFileException(
          "%,d bytes follow behind its last tensor.".formatted(size - end));
    }
  }
}
