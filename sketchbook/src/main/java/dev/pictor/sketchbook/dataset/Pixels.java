package dev.pictor.sketchbook.dataset;

import dev.pictor.sketchbook.Scene;
import dev.pictor.sketchbook.SceneRenderer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Small square pictures as the array file that NumPy reads.
final class Pixels {
  /// Scenes are drawn so many times larger and reduced, as pictures are that people have.
  private static final int OVERSIZE = 2;

  private Pixels() {}

  /// @return RGB, `[size, size, 3]`
  static byte[] of(Scene scene, int size) {
    BufferedImage large = SceneRenderer.render(scene, size * OVERSIZE, size * OVERSIZE);
    int side = size * OVERSIZE;
    int[] pixels = large.getRGB(0, 0, side, side, null, 0, side);
    byte[] rgb = new byte[size * size * 3];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int sum = 0;
          for (int part = 0; part < OVERSIZE * OVERSIZE; part++) {
            int row = y * OVERSIZE + part / OVERSIZE;
            int column = x * OVERSIZE + part % OVERSIZE;
            sum += pixels[row * side + column] >>> 8 * (2 - channel) & 0xff;
          }
          rgb[(y * size + x) * 3 + channel] =
              (byte) ((sum + OVERSIZE * OVERSIZE / 2) / (OVERSIZE * OVERSIZE));
        }
      }
    }
    return rgb;
  }

  /// The head of a file of `count` pictures (NumPy's format 1.0), which then follow one another.
  static void writeHead(OutputStream out, int count, int size) throws IOException {
    String shape =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, %d, %d, 3), }"
            .formatted(count, size, size);
    int length = 10 + shape.length() + 1;
    String padded = shape + " ".repeat(Math.floorMod(-length, 64)) + "\n";
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(padded.length() & 0xff);
    out.write(padded.length() >>> 8);
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
  }
}
