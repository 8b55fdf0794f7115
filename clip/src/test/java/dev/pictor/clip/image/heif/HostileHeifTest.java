package dev.pictor.clip.image.heif;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.DecodedImage;
import dev.pictor.clip.image.ImageDecoder;
import dev.pictor.clip.image.TestImages;
import dev.pictor.clip.image.heif.TestHeif.Coded;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HEIC and AVIF files that are made to end a decoder, and with it the program, or to take much
/// memory or time.
@Timeout(60)
final class HostileHeifTest {
  private static final String ALPHA = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

  @BeforeEach
  void needsTheLibrary() {
    assumeTrue(Heif.isInstalled(), "libheif1 is not installed");
  }

  /// libheif 1.15 follows these until its stack ends.
  @ParameterizedTest
  @ValueSource(strings = {"iden", "iovl", "grid"})
  void items_thatReferToEachOtherAreRefused(String type) {
    byte[] body = type.equals("grid") ? TestHeif.grid(1, 1, 64, 64) : new byte[20];
    byte[] circle =
        new TestHeif("heic")
            .item(type, body, TestHeif.extents(64, 64))
            .item(type, body, TestHeif.extents(64, 64))
            .refer("dimg", 1, 2)
            .refer("dimg", 2, 1)
            .toBytes();
    assertRefused(circle, type.equals("grid") ? "has no tiles" : "of the kind '" + type + "'");
  }

  @Test
  void items_thatReferToThemselvesAreRefused() {
    byte[] grid = TestHeif.grid(1, 1, 64, 64);
    assertRefused(
        new TestHeif("avif").item("grid", grid).refer("dimg", 1, 1).toBytes(), "has no tiles");
  }

  @Test
  void alpha_ofAnotherSizeIsLeftOut() throws Exception {
    Coded small = Coded.of("grey.avif");
    for (String name : new String[] {"tile.heic", "tile.avif"}) {
      byte[] lie = TestHeif.extents(64, 64);
      byte[] file =
          TestHeif.of(Coded.of(name), lie)
              .coded(small, lie, TestHeif.auxiliary(ALPHA))
              .refer("auxl", 2, 1)
              .toBytes();
      HeifImage image = Heif.decode(file);
      assertThat(image.alpha()).isFalse();
      assertThat(image.width()).isEqualTo(64);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tile.heic", "tile.avif"})
  void size_isThatOfTheStream(String name) throws Exception {
    byte[] file = TestHeif.of(Coded.of(name), TestHeif.extents(20_000, 20_000)).toBytes();
    assertThat(ImageDecoder.decode(file).width()).isEqualTo(64);
  }

  @Test
  void size_ofAnAv1StreamIsBelievedOnlyAsFarAsItsBytesReach() throws Exception {
    // Sixteen bits for each side are all that the header has.
    byte[] header = av1Header(65_536, 65_536);
    byte[] flat = av1Header(12_000, 12_000);
    assertRefused(av1(header), "65,536 x 65,536 pixels; at most 200,000,000");
    assertRefused(av1(flat), "claims a picture of 12,000 x 12,000");
  }

  @Test
  void size_ofAnHevcStreamIsBelievedOnlyAsFarAsItsBytesReach() throws Exception {
    assertRefused(hevc(40_000, 40_000, 0), "40,000 x 40,000 pixels; at most 200,000,000");
    assertRefused(hevc(12_000, 12_000, 0), "claims a picture of 12,000 x 12,000");
    // What is cropped away takes memory as well.
    assertRefused(hevc(40_000, 40_000, 19_999), "40,000 x 40,000 pixels; at most 200,000,000");
  }

  @Test
  void grid_isNotLargerThanItsTiles() throws Exception {
    Coded tile = Coded.of("tile.heic");
    byte[] file =
        new TestHeif("heic")
            .item("grid", TestHeif.grid(1, 1, 5_000, 5_000), TestHeif.extents(64, 64))
            .coded(tile)
            .refer("dimg", 1, 2)
            .toBytes();
    byte[] huge =
        new TestHeif("heic")
            .item("grid", TestHeif.grid(1, 1, 30_000, 30_000), TestHeif.extents(64, 64))
            .coded(tile)
            .refer("dimg", 1, 2)
            .toBytes();
    assertRefused(file, "a grid of 5,000 x 5,000 pixels has 1 x 1 tiles of 64 x 64");
    assertRefused(huge, "30,000 x 30,000 pixels; at most 200,000,000");
  }

  @Test
  void grid_doesNotUseItsTilesAgainAndAgain() throws Exception {
    Integer[] tiles = IntStream.range(0, 10_000).mapToObj(i -> 2).toArray(Integer[]::new);
    byte[] file =
        new TestHeif("heic")
            .item("grid", TestHeif.grid(100, 100, 6_400, 6_400))
            .coded(Coded.of("tile.heic"))
            .refer("dimg", 1, tiles)
            .toBytes();
    assertRefused(file, "tiles claim more bytes than the file has");
  }

  @Test
  void items_doNotClaimMoreThanTheFileHas() throws Exception {
    Coded tile = Coded.of("tile.heic");
    byte[] file = TestHeif.of(tile).coded(tile).toBytes();
    byte[] grid =
        new TestHeif("heic")
            .item("grid", TestHeif.grid(2, 1, 128, 64))
            .coded(tile)
            .coded(tile)
            .refer("dimg", 1, 2, 3)
            .toBytes();
    assertThat(ImageDecoder.decode(grid).width()).isEqualTo(128);
    // Both tiles lie where one does, and it twice, behind all else.
    int second = lastIndexOf(grid, tile.data());
    byte[] shared = Arrays.copyOf(grid, second);
    assertRefused(shared, "it breaks off");
    assertThat(ImageDecoder.decode(file).width()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tile.heic", "tile.avif"})
  void items_holdOnePicture(String name) throws Exception {
    Coded tile = Coded.of(name);
    ByteBuffer many = ByteBuffer.allocate(50 * tile.data().length);
    for (int i = 0; i < 50; i++) {
      many.put(tile.data());
    }
    byte[] file = TestHeif.of(new Coded(tile.type(), many.array(), tile.configuration())).toBytes();
    assertRefused(file, "an item holds 50 ");
  }

  @Test
  void metadata_areNotRead() throws Exception {
    TestHeif heif = TestHeif.of(Coded.of("tile.avif"));
    for (int i = 0; i < 1000; i++) {
      heif.item("Exif", new byte[1000]).refer("cdsc", i + 2, 1);
    }
    byte[] file = heif.toBytes();
    EssentialHeif essential = EssentialHeif.of(file);
    assertThat(file).hasSizeGreaterThan(1_000_000);
    assertThat(essential.file()).hasSizeLessThan(10_000);
    assertThat(ImageDecoder.decode(file).width()).isEqualTo(64);
  }

  /// Each box says that it has a few bytes only.
  @ParameterizedTest
  @ValueSource(strings = {"meta", "pitm", "iinf", "iref", "ipma", "iloc", "hvcC"})
  void box_thatEndsEarlyIsNamed(String type) throws Exception {
    byte[] file =
        new TestHeif("heic")
            .item("grid", TestHeif.grid(1, 1, 64, 64), TestHeif.extents(64, 64))
            .coded(Coded.of("tile.heic"))
            .refer("dimg", 1, 2)
            .toBytes();
    int at = new String(file, ISO_8859_1).indexOf(type) - 4;
    // References are boxes in a box; one of them has to begin.
    ByteBuffer.wrap(file).putInt(at, type.equals("iref") ? 8 + 14 : 8 + 3);
    String part =
        switch (type) {
          case "hvcC" -> "a coded picture in it";
          case "ipma" -> "its 'iprp' box";
          default -> "its '%s' box".formatted(type);
        };
    assertRefused(file, part + " ends early");
  }

  @Test
  void grid_thatEndsEarlyIsNamed() throws Exception {
    byte[] file =
        new TestHeif("heic")
            .item("grid", new byte[3], TestHeif.extents(64, 64))
            .coded(Coded.of("tile.heic"))
            .refer("dimg", 1, 2)
            .toBytes();
    assertRefused(file, "its grid ends early");
  }

  /// Whatever is wrong with a file ends in a picture or in an [UnreadableImageException].
  @ParameterizedTest
  @Timeout(1200)
  @ValueSource(
      strings = {
        "colors.heic", "lossy.heic", "alpha.heic", "deep.heic", "grey.heic", "profile.heic",
        "colors.avif", "lossy.avif", "alpha.avif", "deep.avif", "grey.avif", "premultiplied.avif"
      })
  void decode_survivesDamage(String name) throws Exception {
    byte[] whole = TestImages.bytes("heif/" + name);
    int rounds = Boolean.getBoolean("pictor.long") ? 3_000 : 150;
    Random random = new Random(name.hashCode());
    int decoded = 0;
    for (int round = 0; round < rounds; round++) {
      try {
        DecodedImage image = ImageDecoder.decode(damaged(whole, random));
        assertThat(image.toUprightRgb(16).getWidth()).isBetween(1, 16);
        decoded++;
      } catch (UnreadableImageException expected) {
        assertThat(expected.getMessage())
            .isNotBlank()
            .doesNotContain("\n", "Exception", "Error")
            .hasSizeLessThan(250);
      }
    }
    assertThat(decoded).isBetween(1, rounds - 1);
  }

  /// In the boxes, in the coded picture, or anywhere.
  private static byte[] damaged(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    int data = Math.max(32, lastIndexOf(whole, new byte[] {'m', 'd', 'a', 't'}));
    int from = random.nextInt(3) == 0 ? data : 16;
    int end = from == 16 && random.nextBoolean() ? data : whole.length;
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = from + random.nextInt(end - from);
      damaged[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) 0xFF;
            case 1 -> (byte) (damaged[at] ^ 1 << random.nextInt(8));
            default -> (byte) random.nextInt(256);
          };
    }
    return random.nextInt(8) == 0
        ? Arrays.copyOf(damaged, 16 + random.nextInt(whole.length - 16))
        : damaged;
  }

  private static void assertRefused(byte[] file, String why) {
    assertThatExceptionOfType(UnreadableImageException.class)
        .isThrownBy(() -> ImageDecoder.decode(file))
        .withMessageContaining(why);
  }

  private static byte[] av1(byte[] header) {
    byte[] configuration = HeifWriter.box("av1C", new byte[] {(byte) 0x81, 0, 0, 0});
    byte[] frame = {0x32, 1, 0};
    ByteBuffer data = ByteBuffer.allocate(2 + header.length + frame.length);
    data.put((byte) 0x0A).put((byte) header.length).put(header).put(frame);
    return TestHeif.of(new Coded("av01", data.array(), configuration)).toBytes();
  }

  /// A sequence header of a still picture, as far as its sizes.
  private static byte[] av1Header(int width, int height) {
    Bits bits = new Bits().put(0, 3).put(1, 1).put(1, 1).put(0, 5).put(15, 4).put(15, 4);
    return bits.put(width - 1, 16).put(height - 1, 16).put(0, 32).toBytes();
  }

  /// @param cropped from the right and from below, in units of two
  private static byte[] hevc(int width, int height, int cropped) {
    Bits bits = new Bits().put(33 << 9 | 1, 16).put(0, 4).put(0, 3).put(1, 1);
    for (int i = 0; i < 12; i++) {
      // Bytes that need no escape.
      bits.put(0x11, 8);
    }
    bits.exponential(0).exponential(1).exponential(width).exponential(height);
    bits.put(cropped > 0 ? 1 : 0, 1);
    if (cropped > 0) {
      bits.exponential(0).exponential(cropped).exponential(0).exponential(cropped);
    }
    byte[] parameters = bits.put(-1, 32).toBytes();
    byte[] start = new byte[23];
    start[16] = 1;
    start[21] = 3;
    start[22] = 1;
    byte[] configuration =
        HeifWriter.box(
            "hvcC", start, new byte[] {33, 0, 1, 0, (byte) parameters.length}, parameters);
    byte[] slice = {0, 0, 0, 3, 40, 1, (byte) 0x80};
    return TestHeif.of(new Coded("hvc1", slice, configuration)).toBytes();
  }

  private static int lastIndexOf(byte[] whole, byte[] part) {
    int at = whole.length - part.length;
    while (at >= 0 && !Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
      at--;
    }
    return at;
  }

  /// A stream of bits, the highest of each byte first.
  private static final class Bits {
    private final StringBuilder bits = new StringBuilder();

    Bits put(int value, int count) {
      for (int i = count - 1; i >= 0; i--) {
        bits.append(value >> i & 1);
      }
      return this;
    }

    Bits exponential(int value) {
      int length = 32 - Integer.numberOfLeadingZeros(value + 1);
      return put(0, length - 1).put(value + 1, length);
    }

    byte[] toBytes() {
      byte[] bytes = new byte[(bits.length() + 7) / 8];
      for (int i = 0; i < bits.length(); i++) {
        bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
      }
      return bytes;
    }
  }
}
