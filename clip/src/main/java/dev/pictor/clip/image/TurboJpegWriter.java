package dev.pictor.clip.image;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.pictor.clip.image.decoder.NativeLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Writes JPEGs by libjpeg-turbo's TurboJPEG interface (2.0 and later), in a fraction of the time
/// that the JDK's writer takes. Colours at half the resolution (4:2:0), as the JDK's has them.
final class TurboJpegWriter {
  /// `TJPF_RGB`, `TJSAMP_420`.
  private static final int RGB = 0;

  private static final int HALVED = 2;

  /// `TJFLAG_NOREALLOC` and `TJFLAG_ACCURATEDCT`.
  private static final int FLAGS = 1024 | 4096;

  private static final Optional<TurboJpegWriter> INSTALLED = load();

  private final MethodHandle open;
  private final MethodHandle bound;
  private final MethodHandle compress;
  private final MethodHandle close;

  private TurboJpegWriter(NativeLibrary library) {
    open = library.function("tjInitCompress", FunctionDescriptor.of(ADDRESS));
    bound =
        library.function(
            "tjBufSize", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
    compress =
        library.function(
            "tjCompress2",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS,
                ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
    close = library.function("tjDestroy", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  private static Optional<TurboJpegWriter> load() {
    try {
      return NativeLibrary.find(TurboJpeg.LIBRARY).map(TurboJpegWriter::new);
    } catch (NoSuchElementException older) {
      return Optional.empty();
    }
  }

  static Optional<TurboJpegWriter> installed() {
    return INSTALLED;
  }

  /// @param rgb three samples a pixel, row by row
  /// @param quality 1 to 100
  /// @return nothing if the library will not
  Optional<byte[]> write(byte[] rgb, int width, int height, int quality) {
    try (Arena arena = Arena.ofConfined()) {
      long most = (long) bound.invokeExact(width, height, HALVED);
      MemorySegment encoder = (MemorySegment) open.invokeExact();
      if (most <= 0 || encoder.address() == 0) {
        return Optional.empty();
      }
      try {
        MemorySegment pixels = arena.allocate(rgb.length).copyFrom(MemorySegment.ofArray(rgb));
        MemorySegment jpeg = arena.allocate(most);
        MemorySegment buffer = arena.allocateFrom(ADDRESS, jpeg);
        MemorySegment size = arena.allocateFrom(JAVA_LONG, most);
        int outcome =
            (int)
                compress.invokeExact(
                    encoder, pixels, width, 0, height, RGB, buffer, size, HALVED, quality, FLAGS);
        return outcome == 0
            ? Optional.of(jpeg.asSlice(0, size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE))
            : Optional.empty();
      } finally {
        int _ = (int) close.invokeExact(encoder);
      }
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }
}
