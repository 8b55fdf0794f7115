package dev.pictor.clip.image.heif;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/// The size of a picture in HEVC (ITU-T H.265), from its sequence parameter sets. Of the base
/// layer only; decoders here see no other.
final class HevcStream {
  private static final int SEQUENCE_PARAMETERS = 33;
  private static final int SMALLEST_PARAMETER_SET = 32;

  private @Nullable CodedSize size;
  private int pictures;

  private HevcStream() {}

  /// @param configuration content of an `hvcC` box
  /// @param data units behind their lengths of four bytes
  /// @throws IIOException if it is not exactly one picture of one size
  static CodedSize size(ByteBuffer configuration, ByteBuffer data) throws IIOException {
    HevcStream stream = new HevcStream();
    stream.readConfiguration(configuration.duplicate());
    ByteBuffer units = data.duplicate();
    while (units.remaining() > 0) {
      stream.add(next(units, units.getInt()));
    }
    if (stream.size == null || stream.pictures != 1) {
      throw new IIOException("an item holds %d pictures".formatted(stream.pictures));
    }
    return stream.size;
  }

  private void readConfiguration(ByteBuffer configuration) throws IIOException {
    int lengthSize = (configuration.get(21) & 3) + 1;
    if (lengthSize != 4) {
      throw new IIOException("lengths of %d bytes".formatted(lengthSize));
    }
    int arrays = configuration.get(22) & 0xFF;
    configuration.position(23);
    for (int i = 0; i < arrays; i++) {
      configuration.get();
      int count = configuration.getShort() & 0xFFFF;
      for (int j = 0; j < count; j++) {
        add(next(configuration, configuration.getShort() & 0xFFFF));
      }
    }
  }

  private static ByteBuffer next(ByteBuffer from, int length) throws IIOException {
    if (length < 0 || length > from.remaining()) {
      throw new IIOException("it breaks off");
    }
    ByteBuffer unit = from.slice(from.position(), length);
    from.position(from.position() + length);
    return unit;
  }

  private void add(ByteBuffer unit) throws IIOException {
    if (unit.limit() < 3) {
      return;
    }
    int type = unit.get(0) >> 1 & 63;
    int layer = (unit.get(0) & 1) << 5 | (unit.get(1) & 0xFF) >> 3;
    if (layer > 0) {
      return;
    }
    if (type < SMALLEST_PARAMETER_SET && unit.get(2) < 0) {
      // The first slice of a picture begins with a set bit.
      pictures++;
    } else if (type == SEQUENCE_PARAMETERS) {
      CodedSize said = ofParameters(new BitReader(withoutEmulation(unit)));
      if (size != null && !size.equals(said)) {
        throw new IIOException("an item has two sizes");
      }
      size = said;
    }
  }

  /// `seq_parameter_set_rbsp` (7.3.2.2) as far as it tells the size.
  private static CodedSize ofParameters(BitReader bits) throws IIOException {
    bits.skip(16 + 4);
    int subLayers = bits.bits(3);
    bits.skip(1);
    skipProfile(bits, subLayers);
    bits.exponential();
    int chroma = bits.exponential();
    if (chroma > 3 || chroma == 3 && bits.flag()) {
      throw new IIOException("its colours are coded in a way that is not read");
    }
    int width = bits.exponential();
    int height = bits.exponential();
    int shownWidth = width;
    int shownHeight = height;
    if (bits.flag()) {
      int across = chroma == 1 || chroma == 2 ? 2 : 1;
      int down = chroma == 1 ? 2 : 1;
      shownWidth = cropped(width, across, bits.exponential(), bits.exponential());
      shownHeight = cropped(height, down, bits.exponential(), bits.exponential());
    }
    return new CodedSize(width, height, shownWidth, shownHeight);
  }

  private static int cropped(int size, int unit, int first, int last) {
    return Math.clamp(size - (long) unit * ((long) first + last), 0, Integer.MAX_VALUE);
  }

  /// `profile_tier_level` (7.3.3).
  private static void skipProfile(BitReader bits, int subLayers) {
    bits.skip(96);
    int flags = bits.bits(2 * subLayers);
    if (subLayers > 0) {
      bits.skip(2 * (8 - subLayers));
    }
    for (int i = 2 * subLayers - 1; i > 0; i -= 2) {
      bits.skip((flags >> i & 1) * 88 + (flags >> (i - 1) & 1) * 8);
    }
  }

  /// Without the bytes that keep a start code from appearing (7.4.2).
  private static byte[] withoutEmulation(ByteBuffer unit) {
    byte[] plain = new byte[unit.limit()];
    int count = 0;
    int zeros = 0;
    for (int i = 0; i < unit.limit(); i++) {
      byte next = unit.get(i);
      if (zeros >= 2 && next == 3) {
        zeros = 0;
      } else {
        plain[count++] = next;
        zeros = next == 0 ? zeros + 1 : 0;
      }
    }
    return Arrays.copyOf(plain, count);
  }
}
