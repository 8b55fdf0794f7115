package dev.pictor.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqStruct;
import dev.pictor.json.Json;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.PictureStore;
import dev.pictor.store.WholePicture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What another program's reader makes of an export.
class ParquetReadersTest extends TransferFixture {
  @Test
  void hardwood_readsEveryColumn() throws IOException {
    fill("here", 700);
    export("here", target(ExportFormat.PARQUET), ExportFormat.PARQUET);
    List<WholePicture> expected = new ArrayList<>();
    try (PictureStore store = write("here")) {
      store.forEachWhole(expected::add, _ -> {});
    }

    try (ParquetFileReader file =
            ParquetFileReader.open(InputFile.of(target(ExportFormat.PARQUET)));
        RowReader row = file.rowReader()) {
      assertThat(file.getFileMetaData().numRows()).isEqualTo(700);
      JsonNode collection =
          Json.read(
              Objects.requireNonNull(
                  file.getFileMetaData().keyValueMetadata().get("pictor.collection")),
              JsonNode.class);
      assertThat(collection.get("model").get("fingerprint").stringValue())
          .isEqualTo(MODEL.fingerprint());
      assertThat(collection.get("format").intValue()).isEqualTo(1);
      for (WholePicture whole : expected) {
        assertThat(row.hasNext()).isTrue();
        row.next();
        assertSame(row, whole);
      }
      assertThat(row.hasNext()).isFalse();
    }
  }

  private static void assertSame(RowReader row, WholePicture whole) {
    PictureMetadata metadata = whole.picture().metadata();
    assertThat(row.getString("id")).isEqualTo(whole.picture().id().value());
    assertThat(row.getString("hash")).isEqualTo(whole.picture().hash().hex());
    assertThat(row.getString("format")).isEqualTo(whole.picture().format());
    assertThat(row.getLong("sizeBytes")).isEqualTo(whole.picture().sizeBytes());
    assertThat(row.getInt("width")).isEqualTo(whole.picture().width());
    assertThat(row.getInt("height")).isEqualTo(whole.picture().height());
    assertThat(row.getString("camera")).isEqualTo(metadata.camera());
    assertThat(row.getString("title")).isEqualTo(metadata.title());
    assertThat(row.getList("keywords").strings()).isEqualTo(metadata.keywords());
    assertThat(row.isNull("takenAt")).isEqualTo(metadata.takenAt() == null);
    if (metadata.takenAt() != null) {
      assertThat(row.getLocalTimestamp("takenAt")).isEqualTo(metadata.takenAt().local());
    }
    assertThat(row.isNull("fNumber")).isEqualTo(metadata.exposure().fNumber() == null);
    if (metadata.exposure().fNumber() instanceof Double fNumber) {
      assertThat(row.getDouble("fNumber")).isEqualTo(fNumber);
    }
    assertThat(row.isNull("rating")).isEqualTo(metadata.rating() == null);
    if (metadata.location() != null) {
      assertThat(row.getDouble("latitude")).isEqualTo(metadata.location().latitude());
    }
    List<Float> vector = new ArrayList<>();
    for (float value : whole.embedding().toArray()) {
      vector.add(value);
    }
    assertThat(row.getList("embedding").floats()).isEqualTo(vector);
    assertThat(row.getBinary("thumbnail")).isEqualTo(whole.thumbnail());
    List<PqStruct> files = row.getList("files").structs();
    assertThat(files).hasSameSizeAs(whole.files());
    for (int i = 0; i < files.size(); i++) {
      PictureFile file = whole.files().get(i);
      assertThat(files.get(i).getString("root")).isEqualTo(file.place().root());
      assertThat(files.get(i).getString("path")).isEqualTo(file.place().path());
      assertThat(files.get(i).getLong("sizeBytes")).isEqualTo(file.stamp().sizeBytes());
      assertThat(files.get(i).getLong("modifiedMillis")).isEqualTo(file.stamp().modifiedMillis());
    }
  }
}
