package dev.pictor.clip.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.pictor.clip.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Small files that are made to take much memory or time. What is allocated is counted over the
/// whole decoding, so the bounds hold for the heap at any moment of it.
final class HostilePicturesTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Duration HANG = Duration.ofSeconds(15);

  /// These pictures have next to no pixels; an ICC profile is read up to 16 MB.
  private static final long ALLOWED_BYTES = 48 << 20;

  private static final int ALLOWED_BYTES_PER_FILE_BYTE = 10;

  static Stream<Arguments> files() {
    return Stream.of(
        file("PNG with a text of a quarter gigabyte", () -> png("zTXt", "n\0\0")),
        file("PNG with such a text in Unicode", () -> png("iTXt", "n\0\1\0\0\0")),
        file("PNG with such a profile", () -> png("iCCP", "n\0\0")),
        file("GIF with a comment of 8 MB", () -> gif(extension(0xFE, ""), 1)),
        file("GIF with such an application block", () -> gif(extension(0xFF, "\13XMP DataXMP"), 1)),
        file(
            "GIF with a million comments",
            () -> gif(repeated(1_000_000, new byte[] {0x21, (byte) 0xFE, 1, 'a', 0}), 1)),
        file("GIF with a million frames", () -> gif(new byte[0], 1_000_000)),
        file("TIFF with thousands of pages that share data", HostilePicturesTest::tiffOfManyPages),
        file("TIFF with thousands of tags that share data", HostilePicturesTest::tiffOfManyTags),
        file("JPEG with EXIF whose tags share data", () -> jpegWithExif(5000, 1, 60_000)),
        file("JPEG with EXIF of nested directories", () -> jpegWithExif(330, 0, 3000)),
        file(
            "JPEG with millions of segments",
            () -> jpegWith(repeated(5_000_000, new byte[] {(byte) 0xFF, (byte) 0xE5, 0, 2}))),
        file("WebP with a million chunks", HostilePicturesTest::webpOfManyChunks));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void decode_takesMemoryAndTimeInProportionToTheFile(String name, Supplier<byte[]> made) {
    byte[] content = made.get();
    ImageDecoder.decode(TestPng.rgb(1, 1, (x, y) -> 0).toBytes());
    long allocated =
        assertTimeoutPreemptively(
            HANG,
            () -> {
              long before = THREADS.getCurrentThreadAllocatedBytes();
              assertThat(ImageDecoder.decode(content).width()).isPositive();
              return THREADS.getCurrentThreadAllocatedBytes() - before;
            });
    assertThat(allocated)
        .isLessThan(ALLOWED_BYTES + (long) ALLOWED_BYTES_PER_FILE_BYTE * content.length);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        file("101 scans", () -> scans(16, 101), "101 scans of 16 x 16", "at most 100"),
        file(
            "scans of a large picture", () -> scans(14_000, 30), "30 scans of 14,000", "4,000,000"),
        file(
            "JPEG of many tables",
            () -> jpegWith(repeated(1001, new byte[] {(byte) 0xFF, (byte) 0xDD, 0, 4, 0, 0})),
            "more than 1,000 segments"),
        file(
            "TIFF whose tags overlap",
            HostilePicturesTest::tiffOfOverlappingTags,
            "the tags",
            "8,3"),
        file("TIFF of many pixels", () -> tiff(60_000, 50_000), "60,000 x 50,000", "200,000,000"),
        file("BMP of many pixels", () -> bmp(60_000, 30_000), "Invalid width/height"),
        file(
            "WebP of a large canvas",
            () -> riff(vp8x(1 << 24), vp8l(4)),
            "16,777,216 x 16,777,216"),
        file("WebP of many pixels", () -> riff(vp8l(16_384)), "16,384 x 16,384", "200,000,000"),
        file("WebP of pixels from nothing", () -> riff(vp8l(12_000)), "of 12,000 x 12,000"),
        file(
            "lossless WebP that breaks off",
            () -> Arrays.copyOf(resource("formats/lossless.webp"), 300),
            "it breaks off"),
        file(
            "WebP of a picture larger than its canvas",
            () -> riff(vp8x(4), vp8l(6000)),
            "reaches to 6,000 on a canvas of 4"),
        file(
            "WebP of a frame larger than its canvas",
            () -> riff(vp8x(4), frame(0, 6000, vp8(6000))),
            "reaches to 6,000 on a canvas of 4"),
        file(
            "WebP of a frame beside its canvas",
            () -> riff(vp8x(4), frame(10_000, 4, vp8(4))),
            "reaches to 10,004 on a canvas of 4"),
        file(
            "WebP of a picture larger than its frame",
            () -> riff(vp8x(4), frame(0, 4, vp8(6000))),
            "reaches to 6,000 on a canvas of 4"),
        file("TIFF of pixels from nothing", () -> tiff(12_000, 10_000), "of 12,000 x 10,000"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void decode_refusesBeforeItTakesMemory(String name, Supplier<byte[]> made, String[] said) {
    byte[] content = made.get();
    long allocated =
        assertTimeoutPreemptively(
            HANG,
            () -> {
              long before = THREADS.getCurrentThreadAllocatedBytes();
              assertThatExceptionOfType(UnreadableImageException.class)
                  .isThrownBy(() -> ImageDecoder.decode(content))
                  .satisfies(e -> assertThat(e.getMessage()).contains(said));
              return THREADS.getCurrentThreadAllocatedBytes() - before;
            });
    assertThat(allocated).isLessThan(ALLOWED_BYTES + 4L * content.length);
  }

  /// It says so once, and its pixels take no bits: the smallest file of so many.
  @Test
  void decode_takesNoTimeForALosslessPictureOfOneColour() {
    byte[] once = {(byte) 0x88, (byte) 0x88, 8};
    ByteBuffer body = littleEndian(8).put((byte) 0x2F).putInt(3999 | 3999 << 14).put(once);
    byte[] content = riff(chunk("VP8L", body.array()));
    assertTimeoutPreemptively(
        HANG, () -> assertThat(ImageDecoder.decode(content).width()).isEqualTo(4000));
  }

  @Test
  void decode_takesAsManyScansAsAreUsual() {
    assertThat(ImageDecoder.decode(scans(16, 100)).width()).isEqualTo(16);
  }

  private static Arguments file(String name, Supplier<byte[]> made, String... said) {
    return said.length == 0 ? arguments(name, made) : arguments(name, made, said);
  }

  private static byte[] png(String chunk, String start) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(start.getBytes(ISO_8859_1));
    try (Deflater fast = new Deflater(Deflater.BEST_SPEED);
        DeflaterOutputStream deflated = new DeflaterOutputStream(body, fast, 1 << 16)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 256; i++) {
        deflated.write(zeros);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return TestPng.rgb(1, 1, (x, y) -> 0).chunk(chunk, body.toByteArray()).toBytes();
  }

  private static byte[] gif(byte[] extensions, int frames) {
    byte[] frame = {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0};
    return joined(
        "GIF89a\1\0\1\0\u0080\0\0\0\0\0\u00FF\u00FF\u00FF".getBytes(ISO_8859_1),
        extensions,
        repeated(frames, frame),
        new byte[] {0x3B});
  }

  private static byte[] extension(int label, String start) {
    byte[] block = new byte[256];
    block[0] = (byte) 255;
    return joined(
        new byte[] {0x21, (byte) label},
        start.getBytes(ISO_8859_1),
        repeated(1 << 15, block),
        new byte[1]);
  }

  /// @param more further tags: type, count, value
  private static byte[] tiff(int size, int width, int height, Map<Integer, int[]> more) {
    TreeMap<Integer, int[]> tags = new TreeMap<>(more);
    tags.put(256, new int[] {4, 1, width});
    tags.put(257, new int[] {4, 1, height});
    tags.put(258, new int[] {3, 1, 8});
    tags.put(259, new int[] {3, 1, 1});
    tags.put(262, new int[] {3, 1, 1});
    tags.put(273, new int[] {4, 1, 8});
    tags.put(277, new int[] {3, 1, 1});
    tags.put(278, new int[] {4, 1, height});
    tags.put(279, new int[] {4, 1, width * height});
    ByteBuffer bytes = littleEndian(Math.max(size, 14 + 12 * tags.size()));
    bytes.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) tags.size());
    tags.forEach(
        (tag, value) ->
            bytes
                .putShort((short) (int) tag)
                .putShort((short) value[0])
                .putInt(value[1])
                .putInt(value[2]));
    return bytes.array();
  }

  private static byte[] tiff(int width, int height) {
    return tiff(0, width, height, Map.of());
  }

  private static byte[] tiffOfManyPages() {
    int pages = 20_000;
    ByteBuffer bytes =
        ByteBuffer.wrap(tiff(16 << 20, 4, 4, Map.of())).order(ByteOrder.LITTLE_ENDIAN);
    int at = 1024;
    bytes.putInt(10 + 12 * bytes.getShort(8), at);
    for (int page = 0; page < pages; page++) {
      bytes.putShort(at, (short) 1).putShort(at + 2, (short) 700).putShort(at + 4, (short) 4);
      bytes.putInt(at + 6, 1 << 20).putInt(at + 10, 8 << 20);
      bytes.putInt(at + 14, page == pages - 1 ? 0 : at + 18);
      at += 18;
    }
    return bytes.array();
  }

  private static byte[] tiffOfManyTags() {
    TreeMap<Integer, int[]> tags = new TreeMap<>();
    for (int tag = 5000; tag < 30_000; tag++) {
      tags.put(tag, new int[] {4, 1 << 20, 2 << 20});
    }
    return tiff(8 << 20, 4, 4, tags);
  }

  private static byte[] tiffOfOverlappingTags() {
    TreeMap<Integer, int[]> tags = new TreeMap<>();
    for (int tag = 512; tag < 533; tag++) {
      tags.put(tag, new int[] {4, 1 << 20, 2 << 20});
    }
    return tiff(8 << 20, 4, 4, tags);
  }

  /// @param step from one tag to the next
  private static byte[] jpegWithExif(int tag, int step, int count) {
    int tags = 4000;
    ByteBuffer exif = littleEndian(64_000);
    exif.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) tags);
    for (int i = 0; i < tags; i++) {
      exif.putShort((short) (tag + step * i)).putShort((short) (step == 0 ? 4 : 1));
      exif.putInt(count).putInt(step == 0 ? 50_000 - i : 1000);
    }
    return jpegWith(
        joined(
            new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (64_008 >> 8), (byte) 64_008},
            "Exif\0\0".getBytes(ISO_8859_1),
            exif.array()));
  }

  private static byte[] jpegWith(byte[] segments) {
    byte[] jpeg = resource("formats/444.jpg");
    return joined(Arrays.copyOf(jpeg, 2), segments, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /// A grey progressive JPEG whose scans each say of many blocks that nothing changes.
  private static byte[] scans(int side, int count) {
    ByteBuffer frame = ByteBuffer.allocate(13).put((byte) 0xFF).put((byte) 0xC2);
    frame.putShort((short) 11).put((byte) 8).putShort((short) side).putShort((short) side);
    frame.put(new byte[] {1, 1, 0x11, 0});
    byte[] quantization = new byte[69];
    Arrays.fill(quantization, (byte) 1);
    System.arraycopy(new byte[] {(byte) 0xFF, (byte) 0xDB, 0, 67, 0}, 0, quantization, 0, 5);
    byte[] scan = new byte[10 + 2 * side];
    System.arraycopy(
        new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 1, 63, 0}, 0, scan, 0, 10);
    return joined(
        new byte[] {(byte) 0xFF, (byte) 0xD8},
        quantization,
        frame.array(),
        huffman(0x00, 0),
        huffman(0x10, 0xE0),
        new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0},
        new byte[1 + side * side / 512],
        repeated(count - 1, scan),
        new byte[] {(byte) 0xFF, (byte) 0xD9});
  }

  /// A table of one code, `0`.
  private static byte[] huffman(int table, int symbol) {
    byte[] segment = new byte[22];
    System.arraycopy(
        new byte[] {(byte) 0xFF, (byte) 0xC4, 0, 20, (byte) table, 1}, 0, segment, 0, 6);
    segment[21] = (byte) symbol;
    return segment;
  }

  private static byte[] bmp(int width, int height) {
    ByteBuffer bytes = littleEndian(54).put((byte) 'B').put((byte) 'M').putInt(54).putInt(0);
    bytes.putInt(54).putInt(40).putInt(width).putInt(height);
    return bytes.putShort((short) 1).putShort((short) 24).array();
  }

  private static byte[] webpOfManyChunks() {
    return riff(vp8x(4), repeated(1_000_000, chunk("abcd", new byte[2])), vp8l(4));
  }

  private static byte[] riff(byte[]... chunks) {
    byte[] body = joined(chunks);
    byte[] start = "RIFF\0\0\0\0WEBP".getBytes(ISO_8859_1);
    ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).putInt(4, body.length + 4);
    return joined(start, body);
  }

  private static byte[] chunk(String name, byte[] body) {
    return littleEndian(8 + body.length)
        .put(name.getBytes(ISO_8859_1))
        .putInt(body.length)
        .put(body)
        .array();
  }

  private static byte[] vp8x(int side) {
    ByteBuffer body = littleEndian(12);
    body.putInt(4, side - 1).putInt(7, side - 1);
    return chunk("VP8X", Arrays.copyOf(body.array(), 10));
  }

  private static byte[] vp8l(int side) {
    ByteBuffer body = littleEndian(16).put((byte) 0x2F);
    return chunk("VP8L", body.putInt((side - 1) | (side - 1) << 14).array());
  }

  /// The header of a lossy picture.
  private static byte[] vp8(int side) {
    ByteBuffer body = littleEndian(30).put(new byte[] {0x10, 0, 0, (byte) 0x9D, 1, 0x2A});
    return chunk("VP8 ", body.putShort((short) side).putShort((short) side).array());
  }

  /// @param left and top, even
  private static byte[] frame(int left, int side, byte[] picture) {
    ByteBuffer header = littleEndian(20);
    header.putInt(0, left / 2).putInt(3, left / 2).putInt(6, side - 1).putInt(9, side - 1);
    header.putInt(12, 0);
    return chunk("ANMF", joined(Arrays.copyOf(header.array(), 16), picture));
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] repeated(int times, byte[] part) {
    byte[] all = new byte[times * part.length];
    for (int i = 0; i < times; i++) {
      System.arraycopy(part, 0, all, i * part.length, part.length);
    }
    return all;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] resource(String name) {
    try {
      return TestImages.bytes(name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
