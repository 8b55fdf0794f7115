package dev.pictor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.HeldOut;
import dev.pictor.sketchbook.captions.Query;
import dev.pictor.sketchbook.model.ExampleQueries;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoPictureTest {
  private static final List<DemoPicture> ALL = DemoPicture.all();

  @Test
  void all_isTheSameEachTime() {
    assertThat(DemoPicture.all()).isEqualTo(ALL).hasSize(600);
  }

  @Test
  void everyQueryToTry_hasRightPictures() {
    assertThat(ExampleQueries.ALL)
        .extracting(Query::text)
        .contains("cat", "man jumping", "outer space");
    for (Query query : ExampleQueries.ALL) {
      assertThat(ALL)
          .filteredOn(picture -> Facts.of(picture.scene()).containsAll(query.facts()))
          .as(query.text())
          .hasSizeGreaterThanOrEqualTo(ExampleQueries.PICTURES);
    }
  }

  @Test
  void all_areOfManySizesFormatsDatesAndPlaces() {
    assertThat(ALL).extracting(DemoPicture::path).doesNotHaveDuplicates();
    assertThat(ALL)
        .extracting(picture -> Math.max(picture.width(), picture.height()))
        .contains(480, 800, 1200)
        .allMatch(side -> side >= 480 && side <= 1200);
    assertThat(ALL.stream().map(picture -> picture.scene().aspect()).distinct())
        .hasSizeGreaterThan(4);
    assertThat(ALL).filteredOn(DemoPicture::isPng).hasSizeBetween(40, 120);
    assertThat(ALL).extracting(picture -> picture.takenAt().getYear()).contains(2022, 2023, 2024);
    assertThat(ALL.stream().flatMap(picture -> picture.spot().stream()).distinct())
        .containsExactlyInAnyOrder(Spot.values());
    assertThat(ALL).noneMatch(picture -> HeldOut.touches(picture.scene()));
  }

  @Test
  void path_saysNothingOfWhatIsShown() {
    assertThat(ALL)
        .extracting(DemoPicture::path)
        .allMatch(path -> path.matches("20\\d\\d/IMG_\\d{4}\\.(jpg|png)"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void file_isAPictureWithDateAndPlace(boolean png) throws Exception {
    DemoPicture south = first(png, Set.of(Spot.DUNES, Spot.REEF));
    DemoPicture west = first(png, Set.of(Spot.COAST, Spot.PLAINS));
    for (DemoPicture picture : List.of(south, west)) {
      byte[] bytes = PictureFile.of(picture);

      assertThat(PictureFile.of(picture)).isEqualTo(bytes);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      assertThat(image.getWidth()).isEqualTo(picture.width());
      assertThat(image.getHeight()).isEqualTo(picture.height());
      Metadata metadata = read(bytes);
      assertThat(exif(metadata).getDateOriginal().toInstant())
          .isEqualTo(picture.takenAt().toInstant());
      assertThat(exif(metadata).getString(ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL))
          .isEqualTo(picture.takenAt().getOffset().getId());
      var place = metadata.getFirstDirectoryOfType(GpsDirectory.class).getGeoLocation();
      Spot spot = picture.spot().orElseThrow();
      assertThat(place.getLatitude()).isCloseTo(spot.latitude(), Offset.offset(0.001));
      assertThat(place.getLongitude()).isCloseTo(spot.longitude(), Offset.offset(0.001));
    }
  }

  @Test
  void file_ofNoPlaceHasADateOnly() throws Exception {
    DemoPicture nowhere =
        ALL.stream().filter(picture -> picture.spot().isEmpty()).findFirst().orElseThrow();

    Metadata metadata = read(PictureFile.of(nowhere));

    assertThat(metadata.getFirstDirectoryOfType(GpsDirectory.class)).isNull();
    assertThat(exif(metadata).getDateOriginal()).isNotNull();
  }

  private static DemoPicture first(boolean png, Set<Spot> spots) {
    return ALL.stream()
        .filter(picture -> picture.isPng() == png)
        .filter(picture -> picture.spot().filter(spots::contains).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static Metadata read(byte[] bytes) throws IOException, ImageProcessingException {
    return ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes));
  }

  private static ExifSubIFDDirectory exif(Metadata metadata) {
    return metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
  }
}
