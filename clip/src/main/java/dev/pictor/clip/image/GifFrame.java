package dev.pictor.clip.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.Pixels.Indexed;
import dev.pictor.clip.image.decoder.PictureLimits;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;

/// The first frame of a GIF on its logical screen, as Pillow shows it: what the frame does not
/// cover has the transparent index, or 0 where there is none.
///
/// The reader gets the first frame alone. It would collect comments block by block, each time
/// copying what it has: a file of some megabytes would take it minutes.
final class GifFrame {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int TRAILER = 0x3B;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int HEADER_BYTES = 13;
  private static final int CONTROL_BYTES = 8;
  private static final int DESCRIPTOR_BYTES = 10;

  private final byte[] content;

  /// Where the frame's graphic control extension begins; 0 if it has none.
  private int control;

  /// Where the frame begins with its descriptor.
  private int frame;

  private GifFrame(byte[] content) throws IOException {
    this.content = content;
    if (content.length < HEADER_BYTES) {
      throw new EOFException();
    }
    find();
  }

  static Pixels read(ImageReader reader, byte[] content) throws IOException {
    GifFrame gif = new GifFrame(content);
    int left = gif.shortAt(gif.frame + 1);
    int top = gif.shortAt(gif.frame + 3);
    int width = Math.max(gif.shortAt(6), left + gif.shortAt(gif.frame + 5));
    int height = Math.max(gif.shortAt(8), top + gif.shortAt(gif.frame + 7));
    PictureLimits.check(width, height, content.length);
    try (ByteArrayImageInputStream alone = new ByteArrayImageInputStream(gif.alone())) {
      reader.setInput(alone, true, false);
      if (!(PixelExtractor.extract(reader.read(0), false) instanceof Indexed frame)) {
        throw new UnreadableImageException("broken GIF: it has no palette");
      }
      Indexed screen =
          frame.width() == width && frame.height() == height
              ? frame
              : onScreen(frame, left, top, width, height, gif.background());
      return PixelExtractor.isGreyRamp(screen) ? PixelExtractor.greyOf(screen) : screen;
    }
  }

  private static Indexed onScreen(
      Indexed frame, int left, int top, int width, int height, int background) {
    byte[] indices = new byte[width * height];
    Arrays.fill(indices, (byte) background);
    for (int y = 0; y < frame.height(); y++) {
      System.arraycopy(
          frame.indices(), y * frame.width(), indices, (top + y) * width + left, frame.width());
    }
    return new Indexed(width, height, indices, frame.palette());
  }

  private int background() {
    boolean transparent = control != 0 && (content[control + 3] & 1) != 0;
    return transparent ? content[control + 6] & 0xFF : 0;
  }

  private void find() throws IOException {
    int at = HEADER_BYTES + paletteBytes(content[10]);
    while (at + DESCRIPTOR_BYTES <= content.length) {
      int kind = content[at] & 0xFF;
      if (kind == IMAGE) {
        frame = at;
        return;
      }
      if (kind != EXTENSION) {
        throw new IIOException(
            kind == TRAILER ? "it has no picture" : "unexpected block type " + kind);
      }
      if ((content[at + 1] & 0xFF) == GRAPHIC_CONTROL && content[at + 2] == 4) {
        control = at;
      }
      at = afterBlocks(at + 2);
    }
    throw new EOFException();
  }

  /// Screen, palette, graphic control, frame and nothing else.
  private byte[] alone() {
    ByteArrayOutputStream alone = new ByteArrayOutputStream();
    alone.write(content, 0, Math.min(content.length, HEADER_BYTES + paletteBytes(content[10])));
    if (control != 0) {
      alone.write(content, control, CONTROL_BYTES);
    }
    // The minimum code size stands between the palette and the blocks.
    int data = frame + DESCRIPTOR_BYTES + paletteBytes(content[frame + 9]) + 1;
    alone.write(content, frame, Math.min(content.length, afterBlocks(data)) - frame);
    alone.write(TRAILER);
    return alone.toByteArray();
  }

  private int afterBlocks(int from) {
    int at = from;
    while (at < content.length && content[at] != 0) {
      at += 1 + (content[at] & 0xFF);
    }
    return at + 1;
  }

  private static int paletteBytes(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (1 + (flags & 7));
  }

  private int shortAt(int at) {
    return (content[at] & 0xFF) | (content[at + 1] & 0xFF) << 8;
  }
}
