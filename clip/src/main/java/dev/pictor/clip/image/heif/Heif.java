package dev.pictor.clip.image.heif;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.pictor.clip.MissingDecoderException;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.decoder.NativeLibrary;
import dev.pictor.clip.image.decoder.PictureLimits;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.imageio.IIOException;

/// HEIC and AVIF pictures by libheif (1.13 and later): the primary picture of a file, turned and
/// cropped as its container says.
///
/// It is given what [EssentialHeif] has left of a file: of what a file may hold besides, libheif
/// 1.15 follows some until its stack ends, and takes memory as the file says.
public final class Heif {
  static final String LIBRARY = "libheif.so.1";

  /// `struct heif_error`, which is returned by value.
  private static final StructLayout ERROR =
      MemoryLayout.structLayout(
          JAVA_INT.withName("code"), JAVA_INT.withName("subcode"), ADDRESS.withName("message"));

  private static final long MESSAGE =
      ERROR.byteOffset(MemoryLayout.PathElement.groupElement("message"));

  /// `heif_colorspace_RGB`, `heif_channel_interleaved`.
  private static final int RGB = 1;

  private static final int INTERLEAVED = 10;

  private static final Optional<Heif> INSTALLED = load(LIBRARY);

  private final MethodHandle openContext;
  private final MethodHandle freeContext;
  private final MethodHandle limitSize;
  private final MethodHandle limitThreads;
  private final MethodHandle read;
  private final MethodHandle primary;
  private final MethodHandle releaseHandle;
  private final MethodHandle handleWidth;
  private final MethodHandle handleHeight;
  private final MethodHandle handleAlpha;
  private final MethodHandle handleBits;
  private final MethodHandle decode;
  private final MethodHandle releaseImage;
  private final MethodHandle imageWidth;
  private final MethodHandle imageHeight;
  private final MethodHandle imageBits;
  private final MethodHandle plane;
  private final MethodHandle hasDecoder;

  private Heif(NativeLibrary library) {
    FunctionDescriptor number = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    FunctionDescriptor numberOfChannel = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
    FunctionDescriptor release = FunctionDescriptor.ofVoid(ADDRESS);
    FunctionDescriptor limit = FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT);
    openContext = library.function("heif_context_alloc", FunctionDescriptor.of(ADDRESS));
    freeContext = library.function("heif_context_free", release);
    limitSize = library.function("heif_context_set_maximum_image_size_limit", limit);
    limitThreads = library.function("heif_context_set_max_decoding_threads", limit);
    read =
        library.function(
            "heif_context_read_from_memory_without_copy",
            FunctionDescriptor.of(ERROR, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    primary =
        library.function(
            "heif_context_get_primary_image_handle",
            FunctionDescriptor.of(ERROR, ADDRESS, ADDRESS));
    releaseHandle = library.function("heif_image_handle_release", release);
    handleWidth = library.function("heif_image_handle_get_width", number);
    handleHeight = library.function("heif_image_handle_get_height", number);
    handleAlpha = library.function("heif_image_handle_has_alpha_channel", number);
    handleBits = library.function("heif_image_handle_get_luma_bits_per_pixel", number);
    decode =
        library.function(
            "heif_decode_image",
            FunctionDescriptor.of(ERROR, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    releaseImage = library.function("heif_image_release", release);
    imageWidth = library.function("heif_image_get_width", numberOfChannel);
    imageHeight = library.function("heif_image_get_height", numberOfChannel);
    imageBits = library.function("heif_image_get_bits_per_pixel_range", numberOfChannel);
    plane =
        library.function(
            "heif_image_get_plane_readonly",
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
    hasDecoder =
        library.function("heif_have_decoder_for_format", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  static Optional<Heif> load(String library) {
    try {
      return NativeLibrary.find(library).map(Heif::new);
    } catch (NoSuchElementException older) {
      return Optional.empty();
    }
  }

  public static boolean isInstalled() {
    return INSTALLED.isPresent();
  }

  /// @throws MissingDecoderException if the library is missing or has no decoder for these
  public static void require(HeifKind kind) {
    required(INSTALLED).requireDecoder(kind == HeifKind.HEIC ? HeifCodec.HEVC : HeifCodec.AV1);
  }

  /// @throws MissingDecoderException if the library is missing or has no decoder for it
  /// @throws UnreadableImageException if it is too large
  public static HeifImage decode(byte[] content) throws IIOException {
    return required(INSTALLED).decodeWhole(content);
  }

  /// How many pixels a decoder takes memory for, as the streams say; most of the file is not read.
  ///
  /// @throws UnreadableImageException if it is too large
  public static long pixels(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      ByteBuffer content =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
      HeifMeta meta = HeifMeta.of(content);
      HeifPicture picture = HeifPicture.of(meta);
      HeifSizes sizes = new HeifSizes(meta, meta.content(picture.items()), content.limit());
      CodedSize shown = sizes.of(picture.colours());
      return Math.max(sizes.stored(picture.colours()), (long) shown.width() * shown.height());
    }
  }

  static Heif required(Optional<Heif> installed) {
    return installed.orElseThrow(
        () ->
            new MissingDecoderException(
                "HEIC and AVIF pictures need libheif 1.13 or later (Debian: apt install libheif1)"));
  }

  private HeifImage decodeWhole(byte[] content) throws IIOException {
    EssentialHeif picture = EssentialHeif.of(content);
    picture.codecs().forEach(this::requireDecoder);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment file = arena.allocate(picture.file().length);
      file.copyFrom(MemorySegment.ofArray(picture.file()));
      MemorySegment context = (MemorySegment) openContext.invokeExact();
      if (context.address() == 0) {
        throw new UnreadableImageException("libheif cannot be started");
      }
      try {
        // Above the largest side: libheif refuses some pictures that just reach the limit.
        limitSize.invokeExact(context, picture.longestSide() + 1);
        // Several pictures are decoded at once already; libheif's threads would be more of them.
        limitThreads.invokeExact(context, 0);
        check(
            (MemorySegment)
                read.invokeExact(
                    (SegmentAllocator) arena, context, file, file.byteSize(), MemorySegment.NULL));
        MemorySegment target = arena.allocate(ADDRESS);
        check((MemorySegment) primary.invokeExact((SegmentAllocator) arena, context, target));
        MemorySegment handle = given(target);
        try {
          return decode(picture, handle, content.length, arena);
        } finally {
          releaseHandle.invokeExact(handle);
        }
      } finally {
        freeContext.invokeExact(context);
      }
    } catch (UnreadableImageException | IIOException e) {
      throw e;
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  private HeifImage decode(EssentialHeif picture, MemorySegment handle, int fileBytes, Arena arena)
      throws Throwable {
    PictureLimits.check(
        (int) handleWidth.invokeExact(handle), (int) handleHeight.invokeExact(handle), fileBytes);
    boolean alpha = (int) handleAlpha.invokeExact(handle) != 0;
    boolean deep = (int) handleBits.invokeExact(handle) > 8;
    MemorySegment target = arena.allocate(ADDRESS);
    check(
        (MemorySegment)
            decode.invokeExact(
                (SegmentAllocator) arena,
                handle,
                target,
                RGB,
                interleaved(deep, alpha),
                MemorySegment.NULL));
    MemorySegment image = given(target);
    try {
      HeifPlane pixels = pixels(image, alpha, deep, fileBytes, arena);
      return pixels.copy(picture.premultiplied(), picture.profile());
    } finally {
      releaseImage.invokeExact(image);
    }
  }

  /// `heif_chroma_interleaved_RGB`, `_RGBA`, `_RRGGBB_LE`, `_RRGGBBAA_LE`.
  private static int interleaved(boolean deep, boolean alpha) {
    return (deep ? 14 : 10) + (alpha ? 1 : 0);
  }

  /// The size that was decoded need not be the one that was declared.
  private HeifPlane pixels(
      MemorySegment image, boolean alpha, boolean deep, int fileBytes, Arena arena)
      throws Throwable {
    int width = (int) imageWidth.invokeExact(image, INTERLEAVED);
    int height = (int) imageHeight.invokeExact(image, INTERLEAVED);
    PictureLimits.check(width, height, fileBytes);
    int bits = (int) imageBits.invokeExact(image, INTERLEAVED);
    MemorySegment target = arena.allocate(JAVA_INT);
    MemorySegment start = (MemorySegment) plane.invokeExact(image, INTERLEAVED, target);
    int stride = target.get(JAVA_INT, 0);
    long rowBytes = (long) width * (alpha ? 4 : 3) * (deep ? 2 : 1);
    if (start.address() == 0 || stride < rowBytes || (deep ? bits < 9 || bits > 16 : bits != 8)) {
      throw new UnreadableImageException(
          "libheif gave %d x %d pixels of %d bits in rows of %d bytes, which cannot be"
              .formatted(width, height, bits, stride));
    }
    return new HeifPlane(start, stride, width, height, alpha, bits);
  }

  private static MemorySegment given(MemorySegment target) {
    MemorySegment address = target.get(ADDRESS, 0);
    if (address.address() == 0) {
      throw new UnreadableImageException("libheif gave nothing and no reason");
    }
    return address;
  }

  private static void check(MemorySegment error) throws IIOException {
    if (error.get(JAVA_INT, 0) != 0) {
      throw new IIOException(NativeLibrary.text(error.get(ADDRESS, MESSAGE)));
    }
  }

  /// @throws MissingDecoderException if the library is there without one
  void requireDecoder(HeifCodec codec) {
    try {
      if ((int) hasDecoder.invokeExact(codec.compression()) != 0) {
        return;
      }
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
    throw new MissingDecoderException(
        "the installed libheif has no decoder for %s pictures (Debian: apt install %s)"
            .formatted(codec.kind(), codec.plugin()));
  }
}
