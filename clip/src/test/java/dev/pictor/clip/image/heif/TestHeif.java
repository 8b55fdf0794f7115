package dev.pictor.clip.image.heif;

import dev.pictor.clip.image.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// HEIF files that no encoder here writes, put together from the coded pictures of those that one
/// has written.
final class TestHeif {
  /// A coded picture and the property that a decoder needs to read it.
  record Coded(String type, byte[] data, byte[] configuration) {
    static Coded of(String name) throws IOException {
      HeifMeta meta = HeifMeta.of(ByteBuffer.wrap(TestImages.bytes("heif/" + name)));
      int item = 1;
      String configuration = meta.type(item).equals("hvc1") ? "hvcC" : "av1C";
      for (HeifMeta.Property property : meta.properties(item)) {
        if (property.type().equals(configuration)) {
          byte[] body = new byte[property.body().remaining()];
          property.body().get(0, body);
          ByteBuffer content =
              meta.content(Set.of(item)).getOrDefault(item, ByteBuffer.allocate(0));
          byte[] data = new byte[content.remaining()];
          content.get(data);
          return new Coded(meta.type(item), data, HeifWriter.box(configuration, body));
        }
      }
      throw new IOException("no " + configuration + " in " + name);
    }

    String brand() {
      return type.equals("hvc1") ? "heic" : "avif";
    }
  }

  private final HeifWriter writer;

  TestHeif(String brand) {
    writer = new HeifWriter(brand);
  }

  static TestHeif of(Coded picture, byte[]... properties) {
    return new TestHeif(picture.brand()).coded(picture, properties);
  }

  TestHeif coded(Coded picture, byte[]... properties) {
    List<byte[]> all = new ArrayList<>(List.of(properties));
    all.add(picture.configuration());
    writer.add(picture.type(), picture.data(), all);
    return this;
  }

  TestHeif item(String type, byte[] content, byte[]... properties) {
    writer.add(type, content, List.of(properties));
    return this;
  }

  TestHeif refer(String type, int from, Integer... to) {
    writer.refer(type, from, List.of(to));
    return this;
  }

  byte[] toBytes() {
    return writer.toBytes();
  }

  static byte[] extents(int width, int height) {
    return HeifWriter.box(
        "ispe", ByteBuffer.allocate(12).putInt(4, width).putInt(8, height).array());
  }

  /// @param quarters of a turn, counter-clockwise
  static byte[] rotation(int quarters) {
    return HeifWriter.box("irot", new byte[] {(byte) quarters});
  }

  /// @param mode 0 exchanges top and bottom, 1 left and right
  static byte[] mirror(int mode) {
    return HeifWriter.box("imir", new byte[] {(byte) mode});
  }

  /// Crops to the middle.
  static byte[] aperture(int width, int height) {
    ByteBuffer body = ByteBuffer.allocate(32).putInt(width).putInt(1).putInt(height).putInt(1);
    return HeifWriter.box("clap", body.putInt(0).putInt(1).putInt(0).putInt(1).array());
  }

  static byte[] auxiliary(String name) {
    return HeifWriter.box(
        "auxC", new byte[4], name.getBytes(StandardCharsets.ISO_8859_1), new byte[1]);
  }

  static byte[] grid(int columns, int rows, int width, int height) {
    return ByteBuffer.allocate(12)
        .put(new byte[] {0, 1, (byte) (rows - 1), (byte) (columns - 1)})
        .putInt(width)
        .putInt(height)
        .array();
  }
}
