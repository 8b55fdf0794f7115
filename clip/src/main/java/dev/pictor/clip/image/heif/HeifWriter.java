package dev.pictor.clip.image.heif;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Writes a HEIF file of a few items, numbered from 1 as they are added. The first is the primary
/// picture.
final class HeifWriter {
  /// An item.
  ///
  /// @param properties whole boxes
  private record Item(String type, byte[] content, List<byte[]> properties) {}

  private final String brand;
  private final List<Item> items = new ArrayList<>();
  private final ByteArrayOutputStream references = new ByteArrayOutputStream();

  /// @param brand `heic` or `avif`
  HeifWriter(String brand) {
    this.brand = brand;
  }

  void add(String type, byte[] content, List<byte[]> properties) {
    items.add(new Item(type, content, properties));
  }

  /// @param to numbers of items
  void refer(String type, int from, List<Integer> to) {
    ByteBuffer body = ByteBuffer.allocate(4 + 2 * to.size());
    body.putShort((short) from).putShort((short) to.size());
    to.forEach(item -> body.putShort((short) (int) item));
    references.writeBytes(box(type, body.array()));
  }

  byte[] toBytes() {
    byte[] type = box("ftyp", text(brand), new byte[4], text("mif1"), text(brand));
    // Where the contents lie does not change how long the box is that says so.
    int contents = type.length + meta(0).length + 8;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(type);
    file.writeBytes(meta(contents));
    int size = items.stream().mapToInt(item -> item.content().length).sum();
    file.writeBytes(ByteBuffer.allocate(8).putInt(8 + size).put(text("mdat")).array());
    items.forEach(item -> file.writeBytes(item.content()));
    return file.toByteArray();
  }

  private byte[] meta(int contents) {
    return box(
        "meta",
        new byte[4],
        box("hdlr", new byte[8], text("pict"), new byte[13]),
        box("pitm", new byte[4], number(2, 1)),
        box("iinf", new byte[4], number(2, items.size()), entries()),
        box("iref", new byte[4], references.toByteArray()),
        box("iprp", box("ipco", properties()), associations()),
        box("iloc", locations(contents)));
  }

  private byte[] entries() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < items.size(); i++) {
      byte[] version = {2, 0, 0, 0};
      byte[] kind = text(items.get(i).type());
      all.writeBytes(box("infe", version, number(2, i + 1), new byte[2], kind, new byte[1]));
    }
    return all.toByteArray();
  }

  private byte[] properties() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    items.forEach(item -> item.properties().forEach(all::writeBytes));
    return all.toByteArray();
  }

  /// Numbers of two bytes, for the properties of many tiles.
  private byte[] associations() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int property = 1;
    for (int i = 0; i < items.size(); i++) {
      int count = items.get(i).properties().size();
      all.writeBytes(number(2, i + 1));
      all.write(count);
      for (int j = 0; j < count; j++) {
        all.writeBytes(number(2, property++));
      }
    }
    return box("ipma", number(4, 1), number(4, items.size()), all.toByteArray());
  }

  private byte[] locations(int contents) {
    ByteBuffer all = ByteBuffer.allocate(8 + 14 * items.size());
    all.putInt(0).put((byte) 0x44).put((byte) 0).putShort((short) items.size());
    int at = contents;
    for (int i = 0; i < items.size(); i++) {
      int length = items.get(i).content().length;
      all.putShort((short) (i + 1)).putShort((short) 0).putShort((short) 1);
      all.putInt(at).putInt(length);
      at += length;
    }
    return all.array();
  }

  static byte[] box(String type, byte[]... parts) {
    int size = 8;
    for (byte[] part : parts) {
      size += part.length;
    }
    ByteBuffer box = ByteBuffer.allocate(size).putInt(size).put(text(type));
    for (byte[] part : parts) {
      box.put(part);
    }
    return box.array();
  }

  private static byte[] number(int bytes, int value) {
    ByteBuffer number = ByteBuffer.allocate(bytes);
    return bytes == 2 ? number.putShort((short) value).array() : number.putInt(value).array();
  }

  private static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
