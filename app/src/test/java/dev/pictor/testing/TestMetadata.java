package dev.pictor.testing;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.IFD;
import com.twelvemonkeys.imageio.metadata.tiff.Rational;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFEntry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Blocks of metadata, and picture files that carry them.
public final class TestMetadata {
  private final List<Entry> first = new ArrayList<>();
  private final List<Entry> exif = new ArrayList<>();
  private final List<Entry> gps = new ArrayList<>();

  public TestMetadata first(int tag, Object value) {
    first.add(entry(tag, value));
    return this;
  }

  public TestMetadata exif(int tag, Object value) {
    exif.add(entry(tag, value));
    return this;
  }

  public TestMetadata gps(int tag, Object value) {
    gps.add(entry(tag, value));
    return this;
  }

  private static Entry entry(int tag, Object value) {
    return switch (value) {
      case Integer number -> new TIFFEntry(tag, TIFF.TYPE_SHORT, number);
      case Rational number -> new TIFFEntry(tag, TIFF.TYPE_RATIONAL, number);
      case Rational[] numbers -> new TIFFEntry(tag, TIFF.TYPE_RATIONAL, numbers);
      default -> new TIFFEntry(tag, value);
    };
  }

  /// A TIFF stream without a picture.
  public byte[] block() {
    List<Entry> all = new ArrayList<>(first);
    if (!exif.isEmpty()) {
      all.add(new TIFFEntry(TIFF.TAG_EXIF_IFD, TIFF.TYPE_LONG, new IFD(exif)));
    }
    if (!gps.isEmpty()) {
      all.add(new TIFFEntry(TIFF.TAG_GPS_IFD, TIFF.TYPE_LONG, new IFD(gps)));
    }
    try (var bytes = new ByteArrayOutputStream();
        var output = new MemoryCacheImageOutputStream(bytes)) {
      new TIFFWriter().write(new IFD(all), output);
      output.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a telephone writes.
  public static TestMetadata typical() {
    return new TestMetadata()
        .first(TIFF.TAG_MAKE, "NIKON CORPORATION")
        .first(TIFF.TAG_MODEL, "NIKON D750")
        .first(TIFF.TAG_ORIENTATION, 6)
        .exif(0x829A, new Rational(1, 250))
        .exif(0x829D, new Rational(28, 10))
        .exif(0x8827, 400)
        .exif(0x9003, "2024:05:01 12:30:15")
        .exif(0x9011, "+02:00")
        .exif(0x920A, new Rational(50, 1))
        .exif(0x9291, "25")
        .exif(0xA434, "AF-S 50mm f/1.8G")
        .gps(1, "N")
        .gps(2, new Rational[] {new Rational(52), new Rational(31), new Rational(12, 1)})
        .gps(3, "W")
        .gps(4, new Rational[] {new Rational(13), new Rational(24), new Rational(0)});
  }

  public static byte[] xmp(String content) {
    return """
        <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
        %s
        </rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>"""
        .formatted(content)
        .getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] typicalXmp() {
    return xmp(
        """
        <rdf:Description rdf:about="" xmp:Rating="4">
          <dc:title><rdf:Alt>
            <rdf:li xml:lang="de-DE">Am Strand</rdf:li>
            <rdf:li xml:lang="x-default">At the beach</rdf:li>
          </rdf:Alt></dc:title>
          <dc:subject><rdf:Bag>
            <rdf:li>Sea &amp; sand</rdf:li><rdf:li>family</rdf:li><rdf:li>Family</rdf:li>
          </rdf:Bag></dc:subject>
        </rdf:Description>""");
  }

  /// Title and keywords, in UTF-8.
  public static byte[] iptc(String title, String... keywords) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    record(bytes, 1, 90, new byte[] {0x1B, '%', 'G'});
    record(bytes, 2, 5, title.getBytes(StandardCharsets.UTF_8));
    for (String keyword : keywords) {
      record(bytes, 2, 25, keyword.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void record(ByteArrayOutputStream bytes, int record, int number, byte[] value) {
    bytes.write(0x1C);
    bytes.write(record);
    bytes.write(number);
    bytes.write(value.length >> 8);
    bytes.write(value.length);
    bytes.writeBytes(value);
  }

  public static byte[] photoshop(byte[] iptc) {
    return join(
        ascii("8BIM"),
        new byte[] {0x03, (byte) 0xED, 3, 'a', 'b', 'c', 0, 0, 0, 1, 7, 0},
        ascii("8BIM"),
        new byte[] {0x04, 0x04, 0, 0},
        ByteBuffer.allocate(4).putInt(iptc.length).array(),
        iptc);
  }

  /// With the segments behind its first marker.
  public static byte[] jpeg(byte[] picture, byte[]... segments) {
    return join(
        Arrays.copyOf(picture, 2), join(segments), Arrays.copyOfRange(picture, 2, picture.length));
  }

  public static byte[] segment(int marker, byte[]... body) {
    byte[] all = join(body);
    return join(
        new byte[] {(byte) 0xFF, (byte) marker},
        ByteBuffer.allocate(2).putShort((short) (all.length + 2)).array(),
        all);
  }

  public static byte[] exifSegment(byte[] block) {
    return segment(0xE1, ascii("Exif\0\0"), block);
  }

  public static byte[] xmpSegment(byte[] packet) {
    return segment(0xE1, ascii("http://ns.adobe.com/xap/1.0/\0"), packet);
  }

  public static byte[] iptcSegment(byte[] iptc) {
    return segment(0xED, ascii("Photoshop 3.0\0"), photoshop(iptc));
  }

  /// With the chunks before its end, as exiftool writes them.
  public static byte[] png(byte[] picture, byte[]... chunks) {
    int end = picture.length - 12;
    return join(
        Arrays.copyOf(picture, end),
        join(chunks),
        Arrays.copyOfRange(picture, end, picture.length));
  }

  public static byte[] chunk(String type, byte[]... body) {
    byte[] all = join(body);
    CRC32 crc = new CRC32();
    crc.update(ascii(type));
    crc.update(all);
    return join(
        ByteBuffer.allocate(4).putInt(all.length).array(),
        ascii(type),
        all,
        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /// Without a picture.
  public static byte[] webp(byte[] exif, byte[] xmp) {
    byte[] all =
        join(ascii("WEBP"), riff("VP8X", new byte[10]), riff("EXIF", exif), riff("XMP ", xmp));
    return join(ascii("RIFF"), little(all.length), all);
  }

  private static byte[] riff(String type, byte[] body) {
    return join(ascii(type), little(body.length), body, new byte[body.length & 1]);
  }

  private static byte[] little(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  /// Two items, EXIF and XMP, and a primary one that has no data.
  public static byte[] heic(byte[] exif, byte[] xmp) {
    byte[] item = join(new byte[] {0, 0, 0, 6}, ascii("Exif\0\0"), exif);
    byte[] type = box("ftyp", ascii("heic\0\0\0\0mif1heic"));
    byte[] meta = meta(0, item.length, xmp.length);
    int start = type.length + meta.length + 8;
    return join(type, meta(start, item.length, xmp.length), box("mdat", item, xmp));
  }

  private static byte[] meta(int start, int exifBytes, int xmpBytes) {
    return box(
        "meta",
        new byte[4],
        box("pitm", new byte[] {0, 0, 0, 0, 0, 1}),
        box(
            "iinf",
            new byte[] {0, 0, 0, 0, 0, 3},
            infe(1, "hvc1"),
            infe(2, "Exif"),
            infe(3, "mime")),
        box("iprp", box("ipco")),
        box(
            "iloc",
            new byte[] {0, 0, 0, 0, 0x44, 0, 0, 2},
            ByteBuffer.allocate(28)
                .putShort((short) 2)
                .putShort((short) 0)
                .putShort((short) 1)
                .putInt(start)
                .putInt(exifBytes)
                .putShort((short) 3)
                .putShort((short) 0)
                .putShort((short) 1)
                .putInt(start + exifBytes)
                .putInt(xmpBytes)
                .array()));
  }

  private static byte[] infe(int item, String type) {
    return box("infe", new byte[] {2, 0, 0, 0, 0, (byte) item, 0, 0}, ascii(type), new byte[1]);
  }

  private static byte[] box(String type, byte[]... body) {
    byte[] all = join(body);
    return join(ByteBuffer.allocate(4).putInt(all.length + 8).array(), ascii(type), all);
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
