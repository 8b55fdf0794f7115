package dev.pictor.clip.image;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.pictor.clip.image.Pixels.Mode;
import dev.pictor.clip.image.Pixels.Samples;
import dev.pictor.clip.image.decoder.NativeLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JPEGs by libjpeg-turbo's TurboJPEG interface (2.0 and later), at their full size or at a half, a
/// quarter or an eighth of it: then fewer coefficients of each block are transformed, and most of
/// the work is not done at all.
///
/// At full size the samples of most files are the same as those of the JDK's decoder, which has the
/// same origin, see [#decodesAlike].
final class TurboJpeg {
  /// A picture and what the decoder had to say against it.
  record Result(Samples samples, @Nullable String warning) {}

  static final String LIBRARY = "libturbojpeg.so.0";

  /// `TJPF_RGB`, `TJPF_GRAY`, `TJPF_CMYK`.
  private static final int RGB = 0;

  private static final int GREY = 6;
  private static final int CMYK = 11;

  /// `TJFLAG_ACCURATEDCT` and `TJFLAG_LIMITSCANS`.
  private static final int FLAGS = 4096 | 32768;

  /// `TJERR_WARNING`: there is a picture nevertheless.
  private static final int WARNING = 0;

  private static final Optional<TurboJpeg> INSTALLED = load();

  private final MethodHandle open;
  private final MethodHandle decompress;
  private final MethodHandle errorCode;
  private final MethodHandle errorText;
  private final MethodHandle close;

  private TurboJpeg(NativeLibrary library) {
    open = library.function("tjInitDecompress", FunctionDescriptor.of(ADDRESS));
    decompress =
        library.function(
            "tjDecompress2",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT,
                JAVA_INT, JAVA_INT));
    errorCode = library.function("tjGetErrorCode", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    errorText = library.function("tjGetErrorStr2", FunctionDescriptor.of(ADDRESS, ADDRESS));
    close = library.function("tjDestroy", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  private static Optional<TurboJpeg> load() {
    try {
      return NativeLibrary.find(LIBRARY).map(TurboJpeg::new);
    } catch (NoSuchElementException older) {
      return Optional.empty();
    }
  }

  static Optional<TurboJpeg> installed() {
    return INSTALLED;
  }

  /// Whether at full size the samples are those of the JDK's decoder, bit by bit, if nothing is
  /// missing in the file.
  static boolean decodesAlike(JpegHeader header) {
    return header.commonSampling()
        && (header.components() == 1 || (header.components() == 3 && header.chroma()));
  }

  /// @param divisor 1, 2, 4 or 8
  /// @return nothing if this decoder cannot make anything of the file
  Optional<Result> decode(byte[] content, JpegHeader header, int divisor) {
    Mode mode =
        switch (header.components()) {
          case 1 -> Mode.GREY;
          case 3 -> Mode.RGB;
          case 4 -> Mode.CMYK;
          default -> null;
        };
    if (mode == null || header.lossless()) {
      return Optional.empty();
    }
    int width = Math.ceilDiv(header.width(), divisor);
    int height = Math.ceilDiv(header.height(), divisor);
    byte[] values = new byte[Math.multiplyExact(width * mode.channels(), height)];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment file = arena.allocate(content.length).copyFrom(MemorySegment.ofArray(content));
      MemorySegment pixels = arena.allocate(values.length);
      String warning = decompress(file, pixels, width, height, mode);
      MemorySegment.copy(pixels, JAVA_BYTE, 0, values, 0, values.length);
      if (mode == Mode.CMYK) {
        // Adobe's CMYK is stored inverted, and so is nearly every CMYK JPEG.
        for (int i = 0; i < values.length; i++) {
          values[i] = (byte) ~values[i];
        }
      }
      Samples samples = new Samples(width, height, mode, values, false);
      return Optional.of(new Result(samples, warning.isEmpty() ? null : warning));
    } catch (UnusableException e) {
      return Optional.empty();
    }
  }

  /// @return the warning, or nothing
  private String decompress(
      MemorySegment file, MemorySegment pixels, int width, int height, Mode mode)
      throws UnusableException {
    try {
      MemorySegment decoder = (MemorySegment) open.invokeExact();
      if (decoder.address() == 0) {
        throw new UnusableException();
      }
      try {
        int outcome =
            (int)
                decompress.invokeExact(
                    decoder, file, file.byteSize(), pixels, width, 0, height, format(mode), FLAGS);
        if (outcome == 0) {
          return "";
        }
        if ((int) errorCode.invokeExact(decoder) != WARNING) {
          throw new UnusableException();
        }
        return NativeLibrary.text((MemorySegment) errorText.invokeExact(decoder));
      } finally {
        int _ = (int) close.invokeExact(decoder);
      }
    } catch (UnusableException e) {
      throw e;
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  private static int format(Mode mode) {
    return switch (mode) {
      case GREY, GREY_ALPHA -> GREY;
      case RGB, RGB_ALPHA -> RGB;
      case CMYK -> CMYK;
    };
  }

  /// The decoder gave up.
  private static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1;
  }
}
