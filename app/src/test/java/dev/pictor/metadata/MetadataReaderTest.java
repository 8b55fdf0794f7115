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

import com.twelvemonkeys.imageio.metadata.tiff.Rational;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import dev.pictor.picture.Exposure;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.TakenAt;
import dev.pictor.testing.TestMetadata;
import dev.pictor.testing.TestPictures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataReaderTest {
  private static final byte[] JPEG = TestPictures.bytes(1, "jpg");
  private static final byte[] PNG = TestPictures.bytes(1, "png");

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
}
