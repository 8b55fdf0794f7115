package dev.pictor.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.json.Json;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.Exposure;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.Place;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchJsonTest {
  private static final Picture PICTURE =
      new Picture(new ContentHash("0123456789abcdef".repeat(4)), "jpeg", 1000, 40, 30);
  private static final LocalDateTime NOON = LocalDateTime.of(2024, 5, 1, 12, 30);
  private static final Picture KNOWN =
      new Picture(
          PICTURE.hash(),
          "jpeg",
          1000,
          40,
          30,
          new PictureMetadata(
              new TakenAt(NOON, ZoneOffset.ofHours(2), TakenAt.Source.EXIF),
              "NIKON D750",
              "50mm",
              new Exposure(0.004, 2.8, 400, 50.0),
              new GeoPoint(38.73, -9.47),
              6,
              "At the beach",
              List.of("sea", "\"sand\""),
              4));
  private static final CollectionInfo COLLECTION =
      new CollectionInfo(
          "holidays",
          new ModelIdentity("tiny", "/m/tiny.pt", "ab12", 64, "upright", "fp32"),
          Instant.EPOCH);

  @Test
  void line_hasTheAgreedFieldsInTheAgreedOrder() {
    SearchAnswer answer =
        new SearchAnswer(
            Query.ofWords("man \"jumping\""),
            List.of(),
            COLLECTION,
            "lucene",
            true,
            List.of(
                new Hit(
                    1,
                    PICTURE,
                    null,
                    Path.of("/photos/a b.jpg"),
                    new Place("photos", "a b.jpg"),
                    0.25,
                    true,
                    List.of(new Share("man \"jumping\"", 1, 0.25, 0.75)),
                    List.of()),
                new Hit(
                    2,
                    KNOWN,
                    KNOWN.takenAt(0).orElseThrow(),
                    null,
                    new Place("far", "2024/May/1.jpg"),
                    -0.5,
                    null,
                    List.of(),
                    List.of())),
            null,
            null,
            null);

    assertThat(Json.line(SearchJson.of(answer)))
        .isEqualTo(
            """
            {"query":{"text":"man \\"jumping\\""},"collection":"holidays","model":"tiny",\
            "fingerprint":"ab12","store":"lucene","exact":true,"hits":[\
            {"rank":1,"id":"0123456789abcdef0123456789abcdef","path":"/photos/a b.jpg","score":0.25,\
            "relevant":true,\
            "metadata":{"root":"photos","folder":"","name":"a b.jpg","format":"jpeg",\
            "sizeBytes":1000,"width":40,"height":30}},\
            {"rank":2,"id":"0123456789abcdef0123456789abcdef","path":null,"score":-0.5,\
            "metadata":{"takenAt":"2024-05-01T12:30:00+02:00","takenAtSource":"exif",\
            "root":"far","folder":"2024/May","name":"1.jpg","format":"jpeg","sizeBytes":1000,\
            "width":40,"height":30,\
            "camera":"NIKON D750","lens":"50mm","exposureSeconds":0.004,"fNumber":2.8,"iso":400,\
            "focalLengthMm":50.0,"latitude":38.73,"longitude":-9.47,"orientation":6,\
            "title":"At the beach","keywords":["sea","\\"sand\\""],"rating":4}}]}\
            """);
  }

  @Test
  void terms_andHints_areToldWhereThereAreSome() {
    Query query = Query.parse("colour:red", List.of(), _ -> Optional.empty());
    SearchAnswer answer =
        new SearchAnswer(
            query,
            query.parsed().hints(),
            COLLECTION,
            "lucene",
            true,
            List.of(
                new Hit(
                    1,
                    PICTURE,
                    null,
                    null,
                    new Place("photos", "a.jpg"),
                    0.5,
                    false,
                    List.of(new Share("colour:red", -2, 0.25, 0.75)),
                    List.of())),
            null,
            null,
            null);

    assertThat(Json.line(SearchJson.of(answer, true)))
        .contains(
            "\"hints\":[\"'colour:' is no filter",
            "\"relevant\":false,\"terms\":[{\"term\":\"colour:red\",\"weight\":-2.0,\"cosineSimilarity\":0.25,\"percentile\":0.75}]");
    assertThat(Json.line(SearchJson.of(answer))).doesNotContain("\"terms\"");
  }

  @Test
  void takenAt_saysWhereItIsFrom() {
    TakenAt byCamera = new TakenAt(NOON, null, TakenAt.Source.EXIF);
    TakenAt byFile = PICTURE.takenAt(1_714_559_400_123L).orElseThrow();

    assertThat(json(byCamera).takenAt()).isEqualTo("2024-05-01T12:30:00");
    assertThat(json(byCamera).takenAtSource()).isEqualTo("exif");
    assertThat(json(byFile).takenAt()).isEqualTo("2024-05-01T10:30:00.123Z");
    assertThat(json(byFile).takenAtSource()).isEqualTo("file");
  }

  private static MetadataJson json(TakenAt taken) {
    return MetadataJson.of(
        new Hit(
            1, PICTURE, taken, null, new Place("photos", "a.jpg"), 0, null, List.of(), List.of()));
  }
}
