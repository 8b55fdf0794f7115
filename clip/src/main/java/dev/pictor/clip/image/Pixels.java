package dev.pictor.clip.image;

/// Decoded pixels in the file's own mode, rows from the top as stored. The arrays are shared, not
/// copied, and never written to after decoding.
sealed interface Pixels {
  int width();

  int height();

  /// What the samples of a pixel mean.
  enum Mode {
    GREY(1),
    GREY_ALPHA(2),
    RGB(3),
    RGB_ALPHA(4),
    CMYK(4);

    private final int channels;

    Mode(int channels) {
      this.channels = channels;
    }

    int channels() {
      return channels;
    }

    boolean hasAlpha() {
      return this == GREY_ALPHA || this == RGB_ALPHA;
    }
  }

  /// 8 bits a sample, pixel by pixel; alpha is not premultiplied, 0 is no ink in CMYK.
  ///
  /// @param keyed the alpha was made from a single colour declared transparent (PNG's `tRNS`);
  ///     Pillow keeps such pictures without alpha
  record Samples(int width, int height, Mode mode, byte[] values, boolean keyed)
      implements Pixels {}

  /// Indices into a palette; black and white pictures are palettes of two.
  ///
  /// @param palette 256 colours as ARGB, not premultiplied
  record Indexed(int width, int height, byte[] indices, int[] palette) implements Pixels {}

  /// Grey of 16 bits, unsigned.
  record Grey16(int width, int height, short[] values) implements Pixels {}
}
