package dev.pictor.metadata;

import static dev.pictor.testing.TestMetadata.chunk;
import static dev.pictor.testing.TestMetadata.exifSegment;
import static dev.pictor.testing.TestMetadata.iptc;
import static dev.pictor.testing.TestMetadata.iptcSegment;
import static dev.pictor.testing.TestMetadata.jpeg;
import static dev.pictor.testing.TestMetadata.png;
import static dev.pictor.testing.TestMetadata.typical;
import static dev.pictor.testing.TestMetadata.typicalXmp;
import static dev.pictor.testing.TestMetadata.xmp;
import static dev.pictor.testing.TestMetadata.xmpSegment;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import com.twelvemonkeys.imageio.metadata.tiff.Rational;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import dev.pictor.clip.image.EmbeddedMetadata;
import dev.pictor.picture.Exposure;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.TakenAt;
import dev.pictor.testing.TestMetadata;
import dev.pictor.testing.TestPictures;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataReaderTest {
  private static final byte[] JPEG = TestPictures.bytes(1, "jpg");
  private static final byte[] PNG = TestPictures.bytes(1, "png");
  private static final String SHORT = "a title";

  /// Primes, so that fractions stay as they are.
  private static final int NUMERATOR = 999_999_893;

  private static final int DENOMINATOR = 999_999_937;

  private static final PictureMetadata TYPICAL =
      new PictureMetadata(
          new TakenAt(
              LocalDateTime.parse("2024-05-01T12:30:15.250"),
              ZoneOffset.ofHours(2),
              TakenAt.Source.EXIF),
          "NIKON D750",
          "AF-S 50mm f/1.8G",
          new Exposure(1 / 250.0, 2.8, 400, 50.0),
          new GeoPoint(52 + 31 / 60.0 + 12 / 3600.0, -13.4),
          6,
          "At the beach",
          List.of("Sea & sand", "family"),
          4);

  private static PictureMetadata read(TestMetadata exif) {
    return MetadataReader.read(jpeg(JPEG, exifSegment(exif.block())));
  }

  private static PictureMetadata readXmp(String content) {
    return MetadataReader.read(jpeg(JPEG, xmpSegment(xmp(content))));
  }

  @Test
  void metadata_isReadFromEveryFormatThatCarriesIt() {
    byte[] exif = typical().block();
    byte[] xmp = typicalXmp();
    byte[] tiff = typical().first(700, xmp).first(33723, iptc("hidden by XMP", "family")).block();
    byte[] pngText = TestMetadata.join(TestMetadata.ascii("XML:com.adobe.xmp\0\0\0\0\0"), xmp);
    Map<String, byte[]> files =
        Map.of(
            "jpeg", jpeg(JPEG, exifSegment(exif), xmpSegment(xmp)),
            "png", png(PNG, chunk("eXIf", exif), chunk("iTXt", pngText)),
            "webp", TestMetadata.webp(exif, xmp),
            "webp with a name", TestMetadata.webp(named(exif), xmp),
            "heic", TestMetadata.heic(exif, xmp),
            "tiff", tiff);

    files.forEach(
        (format, file) -> assertThat(MetadataReader.read(file)).as(format).isEqualTo(TYPICAL));
  }

  private static byte[] named(byte[] exif) {
    return TestMetadata.join(TestMetadata.ascii("Exif\0\0"), exif);
  }

  @Test
  void fileWithoutMetadata_tellsNothing() {
    for (String format : List.of("jpg", "png", "gif", "bmp")) {
      assertThat(MetadataReader.read(TestPictures.bytes(1, format)))
          .isEqualTo(PictureMetadata.NONE);
    }
    assertThat(MetadataReader.read(new byte[0])).isEqualTo(PictureMetadata.NONE);
  }

  @Test
  void iptc_isReadWhereXmpSaysNothing() {
    byte[] iptc = iptcSegment(iptc("Düne", "sand", "Meer"));

    PictureMetadata alone = MetadataReader.read(jpeg(JPEG, iptc));
    PictureMetadata beside = MetadataReader.read(jpeg(JPEG, iptc, xmpSegment(typicalXmp())));

    assertThat(alone.title()).isEqualTo("Düne");
    assertThat(alone.keywords()).containsExactly("sand", "Meer");
    assertThat(beside.title()).isEqualTo("At the beach");
    assertThat(beside.keywords()).containsExactly("Sea & sand", "family", "sand", "Meer");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "NIKON CORPORATION, NIKON D750, NIKON D750",
        "Canon, Canon EOS 5D Mark IV, Canon EOS 5D Mark IV",
        "Apple, iPhone 13, Apple iPhone 13",
        "OLYMPUS IMAGING CORP., E-M5, OLYMPUS E-M5",
        "EASTMAN KODAK COMPANY, KODAK DX4530, KODAK DX4530",
        "'SONY   ', ILCE-7M3, SONY ILCE-7M3",
        "'Panasonic Co., Ltd.', DMC-G1, Panasonic DMC-G1",
        "Canon, -, Canon",
        "-, X100, X100",
        "' ', ' ', -",
      })
  void camera_isWhatAPersonWouldSay(String make, String model, String expected) {
    TestMetadata exif = new TestMetadata().first(TIFF.TAG_SOFTWARE, "test");
    if (make != null) {
      exif.first(TIFF.TAG_MAKE, make);
    }
    if (model != null) {
      exif.first(TIFF.TAG_MODEL, model);
    }

    assertThat(read(exif).camera()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2024:05:01 12:30:15, -, 2024-05-01T12:30:15, -",
        "2024:05:01 12:30:15, -05:30, 2024-05-01T12:30:15, -05:30",
        "2024:05:01 12:30:15, Z, 2024-05-01T12:30:15, Z",
        "2024:05:01 12:30:15, +25:00, 2024-05-01T12:30:15, -",
        "2024:05:01 12:30:15, summer, 2024-05-01T12:30:15, -",
        "2024-05-01T12:30:15Z, -, 2024-05-01T12:30:15, -",
        "0000:00:00 00:00:00, -, -, -",
        "0000:01:01 00:00:00, -, -, -",
        "2023:02:29 12:00:00, -, -, -",
        "2024:05:01 24:00:00, -, -, -",
        "'    :  :     :  :  ', -, -, -",
        "yesterday, +02:00, -, -",
      })
  void takenAt_isTheCamerasClock(String time, String offset, String local, String expectedOffset) {
    TestMetadata exif = new TestMetadata().exif(0x9003, time);
    if (offset != null) {
      exif.exif(0x9011, offset);
    }

    TakenAt expected =
        local == null
            ? null
            : new TakenAt(
                LocalDateTime.parse(local),
                expectedOffset == null ? null : ZoneOffset.of(expectedOffset),
                TakenAt.Source.EXIF);
    assertThat(read(exif).takenAt()).isEqualTo(expected);
  }

  @Test
  void takenAt_isWhenItWasDigitizedWhereNothingElseIsKnown() {
    TestMetadata scan =
        new TestMetadata()
            .exif(0x9003, "0000:00:00 00:00:00")
            .exif(0x9004, "2001:02:03 04:05:06")
            .exif(0x9012, "+01:00");

    assertThat(read(scan).takenAt())
        .isEqualTo(
            new TakenAt(
                LocalDateTime.parse("2001-02-03T04:05:06"),
                ZoneOffset.ofHours(1),
                TakenAt.Source.EXIF));
  }

  @Test
  void valuesThatCannotBe_areDroppedAndTheOthersKept() {
    // The writer refuses to divide by zero, so zeros are written afterwards.
    Rational nothing = new Rational(NUMERATOR, DENOMINATOR);
    byte[] block =
        new TestMetadata()
            .first(TIFF.TAG_MODEL, "Good\u0007 \u202Ename\n\tof it ")
            .first(TIFF.TAG_ORIENTATION, 9)
            .exif(0x829A, nothing)
            .exif(0x829D, new Rational(1, DENOMINATOR))
            .exif(0x8827, 0)
            .exif(0x920A, new Rational(35, 1))
            .exif(0xA434, "x".repeat(4_000))
            .gps(1, "N")
            .gps(2, new Rational[] {nothing, nothing, nothing})
            .gps(3, "E")
            .gps(4, new Rational[] {new Rational(13), new Rational(0), new Rational(0)})
            .block();
    String text = new String(block, StandardCharsets.ISO_8859_1);
    for (int number : new int[] {NUMERATOR, DENOMINATOR}) {
      text =
          text.replace(
              new String(
                  ByteBuffer.allocate(4).putInt(number).array(), StandardCharsets.ISO_8859_1),
              "\0\0\0\0");
    }
    byte[] zeros = TestMetadata.ascii(text);

    PictureMetadata read = MetadataReader.read(jpeg(JPEG, exifSegment(zeros)));

    assertThat(read.camera()).isEqualTo("Good name of it");
    assertThat(read.lens()).isEqualTo("x".repeat(200));
    assertThat(read.exposure()).isEqualTo(new Exposure(null, null, null, 35.0));
    assertThat(read.orientation()).isNull();
    assertThat(read.location()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"91, 0, N, E", "52, 181, N, E", "0, 0, N, E", "52, 13, X, E", "52, 13, N, ' '"})
  void location_isDroppedIfItIsNotOnEarth(int latitude, int longitude, String north, String east) {
    Rational zero = new Rational(0);
    TestMetadata exif =
        new TestMetadata()
            .gps(1, north)
            .gps(2, new Rational[] {new Rational(latitude), zero, zero})
            .gps(3, east)
            .gps(4, new Rational[] {new Rational(longitude), zero, zero});

    assertThat(read(exif).location()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"0, 0", "5, 5", "4.0, 4", "-1, -", "6, -", "many, -", "1e99, -", "'', -"})
  void rating_isZeroToFive(String written, Integer expected) {
    assertThat(readXmp("<rdf:Description xmp:Rating='%s'/>".formatted(written)).rating())
        .isEqualTo(expected);
    assertThat(
            readXmp(
                    "<rdf:Description><xmp:Rating>%s</xmp:Rating></rdf:Description>"
                        .formatted(written))
                .rating())
        .isEqualTo(expected);
  }

  @Test
  void keywords_areBoundedInNumberAndLength() {
    StringBuilder many = new StringBuilder("<rdf:Description><dc:subject><rdf:Bag>");
    for (int i = 0; i < 1_500; i++) {
      many.append("<rdf:li>").append(i).append("k".repeat(i % 2 == 0 ? 1 : 15)).append("</rdf:li>");
    }
    many.append("<rdf:li>late</rdf:li></rdf:Bag></dc:subject></rdf:Description>");

    assertThat(readXmp(many.toString()).keywords())
        .hasSize(PictureMetadata.MOST_KEYWORDS)
        .startsWith("0k", "1kkkkkkkkkkkkkkk");
    assertThat(
            readXmp(
                    "<rdf:Description><dc:subject><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:subject></rdf:Description>"
                        .formatted("\uD83D\uDE00".repeat(500)))
                .keywords())
        .containsExactly("\uD83D\uDE00".repeat(PictureMetadata.LONGEST_NAME / 2));
  }

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

  /// As large as a block may be, and made to cost as much as it can.
  @ParameterizedTest
  @ValueSource(strings = {"<a xmlns:%1$s='%1$s'>", "<rdf:li>%s", "<a%s/>", "<dc:subject><rdf:li>"})
  void xmpOfManyNames_isReadInLittleTime(String element) {
    StringBuilder content = new StringBuilder("<rdf:Description><dc:subject>");
    for (int i = 0; content.length() < 250_000; i++) {
      content.append(element.formatted("n" + i));
    }
    byte[] text = TestMetadata.ascii("XML:com.adobe.xmp\0\0\0\0\0");
    byte[] file = png(PNG, chunk("iTXt", text, xmp(content.toString())));

    Assertions.assertTimeout(Duration.ofSeconds(5), () -> MetadataReader.read(file));
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
