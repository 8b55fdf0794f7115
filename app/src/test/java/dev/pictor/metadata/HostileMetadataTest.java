package dev.pictor.metadata;

import static dev.pictor.testing.TestMetadata.chunk;
import static dev.pictor.testing.TestMetadata.exifSegment;
import static dev.pictor.testing.TestMetadata.iptc;
import static dev.pictor.testing.TestMetadata.iptcSegment;
import static dev.pictor.testing.TestMetadata.jpeg;
import static dev.pictor.testing.TestMetadata.png;
import static dev.pictor.testing.TestMetadata.typical;
import static dev.pictor.testing.TestMetadata.typicalXmp;
import static dev.pictor.testing.TestMetadata.xmpSegment;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pictor.clip.image.EmbeddedMetadata;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.testing.TestMetadata;
import dev.pictor.testing.TestPictures;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Metadata that was made to harm, or is damaged.
class HostileMetadataTest {
  private static final byte[] JPEG = TestPictures.bytes(1, "jpg");
  private static final byte[] PNG = TestPictures.bytes(1, "png");
  private static final String SHORT = "a title";

  @Test
  void xmp_isNoWayToOtherFilesOrToMuchText() {
    String entities =
        "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/hostname'><!ENTITY a 'aaaaaaaaaa'>"
            + "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
    String packet =
        new String(typicalXmp(), StandardCharsets.UTF_8)
            .replaceFirst("<x:xmpmeta", entities + "<x:xmpmeta");
    for (String reference : List.of("&f;", "&c;")) {
      byte[] file =
          jpeg(
              JPEG,
              xmpSegment(
                  packet
                      .replace("At the beach", SHORT + reference)
                      .getBytes(StandardCharsets.UTF_8)));

      String title = MetadataReader.read(file).title();

      assertThat(title == null || List.of(SHORT, "Am Strand").contains(title)).as(title).isTrue();
    }
  }

  @Test
  void xmpThatBreaksOff_tellsWhatCameBefore() {
    byte[] packet = typicalXmp();
    String text = new String(packet, StandardCharsets.UTF_8);
    byte[] broken = Arrays.copyOf(packet, text.indexOf("family") + 1);

    PictureMetadata read = MetadataReader.read(jpeg(JPEG, xmpSegment(broken)));

    assertThat(read.title()).isEqualTo("At the beach");
    assertThat(read.rating()).isEqualTo(4);
    assertThat(read.keywords()).containsExactly("Sea & sand");
  }

  /// Each entry points to all the others.
  @Test
  void exifThatPointsToItselfEverywhere_takesLittleMemory() {
    ByteBuffer nested = ByteBuffer.allocate(65_000);
    nested.put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
    nested.putShort((short) 5_400);
    int[] directories = {0x8769, 0x8825, 0x927C, 0x014A, 0xA005, 0x02BC};
    for (int i = 0; i < 5_400; i++) {
      if (i % 2 == 0) {
        nested.putShort((short) directories[i / 2 % directories.length]);
        nested.putShort((short) 4).putInt(1).putInt(8 + i % 12);
      } else {
        nested.putShort((short) 0x010F).putShort((short) 7).putInt(60_000).putInt(8 + i % 12);
      }
    }
    byte[] file = jpeg(JPEG, exifSegment(nested.array()));

    assertThat(allocatedBytes(() -> MetadataReader.read(file))).isLessThan(16 << 20);
  }

  @Test
  void tiffOfManyTags_takesLittleMemory() {
    ByteBuffer tiff = ByteBuffer.allocate(1 << 20);
    tiff.put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
    tiff.putShort((short) 60_001);
    for (int i = 0; i < 60_001; i++) {
      tiff.putShort((short) i).putShort((short) 7).putInt(4_000).putInt(8);
    }

    assertThat(allocatedBytes(() -> MetadataReader.read(tiff.array()))).isLessThan(16 << 20);
  }

  private static long allocatedBytes(Runnable work) {
    // Classes are loaded before it counts.
    work.run();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /// An entry of a TIFF that claims a million numbers, again and again.
  @Test
  void tiffOfManyNumbers_isReadInLittleTime() {
    ByteBuffer tiff = ByteBuffer.allocate(8 << 20);
    tiff.put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
    tiff.putShort((short) 60_001);
    for (int i = 0; i < 60_001; i++) {
      tiff.putShort((short) 0x0111).putShort((short) 4).putInt(1 << 20).putInt(8);
    }

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> MetadataReader.read(tiff.array()));
  }

  @Test
  void xmpThatIsLongerThanAnyHonestOne_isNotRead() {
    byte[] text = TestMetadata.ascii("XML:com.adobe.xmp\0\0\0\0\0");
    byte[] spaces = " ".repeat(EmbeddedMetadata.MAX_BYTES).getBytes(StandardCharsets.UTF_8);

    assertThat(MetadataReader.read(png(PNG, chunk("iTXt", text, typicalXmp(), spaces))))
        .isEqualTo(PictureMetadata.NONE);
  }

  @Test
  void damagedFiles_tellWhatIsLeft() {
    byte[] tiff = typical().first(700, typicalXmp()).first(33723, iptc("t", "k")).block();
    List<byte[]> whole =
        List.of(
            jpeg(
                JPEG,
                exifSegment(typical().block()),
                xmpSegment(typicalXmp()),
                iptcSegment(iptc("title", "one", "two"))),
            png(PNG, chunk("eXIf", typical().block())),
            TestMetadata.webp(typical().block(), typicalXmp()),
            TestMetadata.heic(typical().block(), typicalXmp()),
            tiff);
    Random random = new Random(5);
    int told = 0;
    for (int round = 0; round < 1_000; round++) {
      byte[] damaged = damage(whole.get(round % whole.size()), random);

      PictureMetadata read = MetadataReader.read(damaged);

      told += read.equals(PictureMetadata.NONE) ? 0 : 1;
    }
    assertThat(told).as("files that still tell something, of 1,000").isBetween(300, 1_000);
  }

  /// Within the first kilobytes, where the metadata are.
  private static byte[] damage(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    int reach = Math.min(damaged.length, 1_200);
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      damaged[random.nextInt(reach)] = (byte) (random.nextInt(3) == 0 ? -1 : random.nextInt());
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(damaged, random.nextInt(1, reach)) : damaged;
  }
}
