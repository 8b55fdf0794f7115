package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.demo.DemoFiles;
import dev.pictor.demo.DemoPicture;
import dev.pictor.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From the folder to the terminal: what is known of pictures.
class MetadataCommandTest {
  @TempDir private Path folder;

  @Test
  void search_tellsWhenAndWhereDemoPicturesWereTaken() throws IOException {
    Map<String, DemoPicture> drawn = new HashMap<>();
    for (DemoPicture picture : some()) {
      drawn.put(DemoFiles.write(folder.resolve("drawn"), picture).toRealPath().toString(), picture);
    }
    Result indexed = new TestShell(folder).run("index", "--model", "sketchbook", "drawn");
    assertThat(indexed.exitCode()).as(indexed.err()).isZero();

    JsonNode hits =
        Json.read(new TestShell(folder).run("search", "--json", "cat").out(), JsonNode.class)
            .get("hits");

    assertThat(hits).hasSize(drawn.size());
    for (JsonNode hit : hits) {
      DemoPicture picture = Objects.requireNonNull(drawn.get(hit.get("path").stringValue()));
      JsonNode metadata = hit.get("metadata");
      assertThat(metadata.get("takenAt").stringValue())
          .isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(picture.takenAt()));
      assertThat(metadata.get("takenAtSource").stringValue()).isEqualTo("exif");
      assertThat(metadata.get("folder").stringValue())
          .isEqualTo(String.valueOf(picture.takenAt().getYear()));
      assertThat(metadata.get("width").intValue()).isEqualTo(picture.width());
      assertThat(metadata.has("latitude")).isEqualTo(picture.spot().isPresent());
      if (picture.spot().isPresent()) {
        assertThat(metadata.get("latitude").doubleValue())
            .isCloseTo(DemoFiles.latitude(picture), within(0.001));
        assertThat(metadata.get("longitude").doubleValue())
            .isCloseTo(DemoFiles.longitude(picture), within(0.001));
      }
    }
  }

  /// Both formats, with and without a place.
  private static List<DemoPicture> some() {
    List<DemoPicture> some = new ArrayList<>();
    for (String suffix : List.of("jpg", "png")) {
      for (boolean placed : List.of(true, false)) {
        some.add(
            DemoPicture.all().stream()
                .filter(picture -> picture.path().endsWith(suffix))
                .filter(picture -> picture.spot().isPresent() == placed)
                .findFirst()
                .orElseThrow());
      }
    }
    return some;
  }
}
