package dev.pictor.clip.image.heif;

import java.nio.ByteBuffer;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/// The size of a picture in AV1, from its sequence headers.
final class Av1Stream {
  private static final int SEQUENCE_HEADER = 1;
  private static final int FRAME_HEADER = 3;
  private static final int FRAME = 6;

  /// A still picture is one frame, or one for each of at most four layers.
  private static final int MAX_FRAMES = 4;

  private @Nullable CodedSize size;
  private int frames;

  private Av1Stream() {}

  /// @param configuration content of an `av1C` box
  /// @throws IIOException if it is not one picture of one size
  static CodedSize size(ByteBuffer configuration, ByteBuffer data) throws IIOException {
    Av1Stream stream = new Av1Stream();
    stream.addAll(configuration.duplicate().position(4));
    stream.addAll(data.duplicate());
    if (stream.size == null || stream.frames < 1 || stream.frames > MAX_FRAMES) {
      throw new IIOException("an item holds %d frames".formatted(stream.frames));
    }
    return stream.size;
  }

  /// `open_bitstream_unit` (5.3) one after another.
  private void addAll(ByteBuffer units) throws IIOException {
    while (units.remaining() > 0) {
      int header = units.get();
      if ((header & 4) != 0) {
        units.get();
      }
      int length = (header & 2) != 0 ? length(units) : units.remaining();
      if (length > units.remaining()) {
        throw new IIOException("it breaks off");
      }
      int type = header >> 3 & 15;
      if (type == SEQUENCE_HEADER) {
        byte[] content = new byte[length];
        units.get(units.position(), content);
        CodedSize said = ofHeader(new BitReader(content));
        if (size != null && !size.equals(said)) {
          throw new IIOException("an item has two sizes");
        }
        size = said;
      } else if (type == FRAME || type == FRAME_HEADER) {
        frames++;
      }
      units.position(units.position() + length);
    }
  }

  /// `leb128` (4.10.5).
  private static int length(ByteBuffer bytes) throws IIOException {
    long length = 0;
    for (int i = 0; i < 8; i++) {
      int next = bytes.get();
      length |= (long) (next & 0x7F) << 7 * i;
      if (next >= 0) {
        if (length > Integer.MAX_VALUE) {
          break;
        }
        return (int) length;
      }
    }
    throw new IIOException("it breaks off");
  }

  /// `sequence_header_obu` (5.5.1) as far as it tells the size.
  private static CodedSize ofHeader(BitReader bits) {
    bits.skip(3 + 1);
    if (bits.flag()) {
      bits.skip(5);
    } else {
      skipOperatingPoints(bits);
    }
    int widthBits = bits.bits(4) + 1;
    int heightBits = bits.bits(4) + 1;
    int width = bits.bits(widthBits) + 1;
    int height = bits.bits(heightBits) + 1;
    return new CodedSize(width, height, width, height);
  }

  private static void skipOperatingPoints(BitReader bits) {
    int delayBits = 0;
    if (bits.flag()) {
      bits.skip(64);
      if (bits.flag()) {
        bits.exponential();
      }
      if (bits.flag()) {
        delayBits = bits.bits(5) + 1;
        bits.skip(32 + 5 + 5);
      }
    }
    boolean delays = bits.flag();
    int points = bits.bits(5) + 1;
    for (int i = 0; i < points; i++) {
      bits.skip(12);
      if (bits.bits(5) > 7) {
        bits.skip(1);
      }
      if (delayBits > 0 && bits.flag()) {
        bits.skip(2 * delayBits + 1);
      }
      if (delays && bits.flag()) {
        bits.skip(4);
      }
    }
  }
}
