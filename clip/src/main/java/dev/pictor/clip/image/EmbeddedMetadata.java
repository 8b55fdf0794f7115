package dev.pictor.clip.image;

import dev.pictor.clip.image.heif.HeifItem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/// What a picture's file says beside its pixels: EXIF, XMP and IPTC as they lie in it. They are
/// found by walking over the container and nobody has looked into them: take them for hostile.
///
/// Each is at most [#MAX_BYTES] long (but see [#exif()]); a longer one is left out, and of several
/// the first is taken. GIF and BMP have none that is read.
public final class EmbeddedMetadata {
  /// JPEG allows 64 KB. Other formats have no limit of their own.
  public static final int MAX_BYTES = 1 << 18;

  private static final byte[] EXIF = ascii("Exif\0\0");
  private static final byte[] XMP = ascii("http://ns.adobe.com/xap/1.0/\0");
  private static final byte[] PHOTOSHOP = ascii("Photoshop 3.0\0");

  /// A chunk of text in PNG: keyword, not compressed, no language, no translated keyword.
  private static final byte[] PNG_XMP = ascii("XML:com.adobe.xmp\0\0\0\0\0");

  private static final int TIFF_XMP = 700;
  private static final int TIFF_IPTC = 33_723;
  private static final int TIFF_PHOTOSHOP = 34_377;
  private static final int PHOTOSHOP_IPTC = 0x0404;

  private final byte[] content;
  private byte @Nullable [] exif;
  private byte @Nullable [] xmp;
  private byte @Nullable [] iptc;

  private EmbeddedMetadata(byte[] content) {
    this.content = content;
  }

  /// Of a whole file. What is broken is left out; nothing is thrown.
  public static EmbeddedMetadata of(byte[] content) {
    EmbeddedMetadata found = new EmbeddedMetadata(content);
    try {
      found.find();
    } catch (RuntimeException | IIOException e) {
      // What was found before stays.
      return found;
    }
    return found;
  }

  /// A TIFF stream, with which EXIF begins; of a TIFF it is the file itself, however long.
  public byte @Nullable [] exif() {
    return exif;
  }

  /// A packet of XML.
  public byte @Nullable [] xmp() {
    return xmp;
  }

  /// Records of IPTC's Information Interchange Model.
  public byte @Nullable [] iptc() {
    return iptc;
  }

  private void find() throws IIOException {
    switch (ImageFormat.of(content)) {
      case JPEG -> findInJpeg();
      case PNG -> findInPng();
      case WEBP -> findInWebp();
      case TIFF -> findInTiff();
      case HEIC, AVIF -> findInHeif();
      case GIF, BMP -> {}
      case null -> {}
    }
  }

  private void findInJpeg() {
    for (JpegSegments segments = new JpegSegments(content); segments.next(); ) {
      int from = segments.body();
      int end = segments.end();
      switch (segments.marker()) {
        case 0xE1 -> {
          if (begins(from, end, EXIF)) {
            exif(from, end);
          } else if (begins(from, end, XMP)) {
            xmp(from + XMP.length, end);
          }
        }
        case 0xED -> {
          if (begins(from, end, PHOTOSHOP)) {
            findInPhotoshop(from + PHOTOSHOP.length, end);
          }
        }
        default -> {}
      }
    }
  }

  private void findInPng() {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    for (int at = 8; at + 12 <= content.length; ) {
      int length = bytes.getInt(at);
      if (length < 0 || length > content.length - at - 12) {
        return;
      }
      int from = at + 8;
      if (ImageFormat.startsWith(content, at + 4, 'e', 'X', 'I', 'f')) {
        exif(from, from + length);
      } else if (ImageFormat.startsWith(content, at + 4, 'i', 'T', 'X', 't')
          && begins(from, from + length, PNG_XMP)) {
        xmp(from + PNG_XMP.length, from + length);
      }
      at = from + length + 4;
    }
  }

  private void findInWebp() {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 12; at + 8 <= content.length; ) {
      int length = bytes.getInt(at + 4);
      int from = at + 8;
      if (length < 0 || length > content.length - from) {
        return;
      }
      if (ImageFormat.startsWith(content, at, 'E', 'X', 'I', 'F')) {
        exif(from, from + length);
      } else if (ImageFormat.startsWith(content, at, 'X', 'M', 'P', ' ')) {
        xmp(from, from + length);
      }
      at = from + length + (length & 1);
    }
  }

  private void findInTiff() {
    exif = content;
    TiffDirectory directory = TiffDirectory.of(content, 0, content.length);
    if (directory == null) {
      return;
    }
    for (TiffDirectory.Entry entry : directory.entries()) {
      long from = directory.bytes().getInt(entry.at() + 8) & 0xFFFFFFFFL;
      long end = from + entry.sizeBytes();
      if (entry.sizeBytes() > 4 && end <= content.length) {
        switch (entry.tag()) {
          case TIFF_XMP -> xmp((int) from, (int) end);
          case TIFF_IPTC -> iptc((int) from, (int) end);
          case TIFF_PHOTOSHOP -> findInPhotoshop((int) from, (int) end);
          default -> {}
        }
      }
    }
  }

  private void findInHeif() throws IIOException {
    // Behind the number of bytes that are left out before it.
    byte[] item = HeifItem.first(content, "Exif", MAX_BYTES);
    if (item != null && item.length > 4) {
      long from = 4 + (ByteBuffer.wrap(item).getInt() & 0xFFFFFFFFL);
      exif = from < item.length ? withoutName(item, (int) from, item.length) : null;
    }
    byte[] packet = HeifItem.first(content, "mime", MAX_BYTES);
    if (packet != null && packet.length > 0 && packet[0] == '<') {
      xmp = packet;
    }
  }

  /// Photoshop's image resources: `8BIM`, a number, a name and the length of what follows, the
  /// last two filled up to an even number of bytes.
  private void findInPhotoshop(int from, int end) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    for (int at = from; at + 12 <= end && begins(at, end, ascii("8BIM")); ) {
      int name = 1 + (content[at + 6] & 0xFF);
      int start = at + 6 + name + (name & 1) + 4;
      if (start > end) {
        return;
      }
      int length = bytes.getInt(start - 4);
      if (length < 0 || length > end - start) {
        return;
      }
      if ((bytes.getShort(at + 4) & 0xFFFF) == PHOTOSHOP_IPTC) {
        iptc(start, start + length);
      }
      at = start + length + (length & 1);
    }
  }

  private void exif(int from, int end) {
    if (exif == null && end - from <= MAX_BYTES) {
      exif = withoutName(content, from, end);
    }
  }

  private void xmp(int from, int end) {
    if (xmp == null && end - from <= MAX_BYTES) {
      xmp = Arrays.copyOfRange(content, from, end);
    }
  }

  private void iptc(int from, int end) {
    if (iptc == null && end - from <= MAX_BYTES) {
      iptc = Arrays.copyOfRange(content, from, end);
    }
  }

  /// Some programs write the name that begins it in JPEGs elsewhere too.
  private static byte[] withoutName(byte[] bytes, int from, int end) {
    int start = begins(bytes, from, end, EXIF) ? from + EXIF.length : from;
    return Arrays.copyOfRange(bytes, start, end);
  }

  private boolean begins(int from, int end, byte[] expected) {
    return begins(content, from, end, expected);
  }

  private static boolean begins(byte[] bytes, int from, int end, byte[] expected) {
    return end - from >= expected.length
        && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
