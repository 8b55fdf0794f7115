package dev.pictor.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.json.Json;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.Picture;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchJsonTest {
  private static final Picture PICTURE =
      new Picture(new ContentHash("0123456789abcdef".repeat(4)), "jpeg", 1000, 40, 30);
  private static final CollectionInfo COLLECTION =
      new CollectionInfo(
          "holidays",
          new ModelIdentity("tiny", "/m/tiny.pt", "ab12", 64, "upright", "fp32"),
          Instant.EPOCH);

  @Test
  void line_hasTheAgreedFieldsInTheAgreedOrder() {
    SearchAnswer answer =
        new SearchAnswer(
            new Query.Text("man \"jumping\""),
            COLLECTION,
            "lucene",
            true,
            List.of(
                new Hit(1, PICTURE, Path.of("/photos/a b.jpg"), "a b.jpg", 0.25),
                new Hit(2, PICTURE, null, "far.jpg", -0.5)));

    assertThat(Json.line(SearchJson.of(answer)))
        .isEqualTo(
            """
            {"query":{"text":"man \\"jumping\\""},"collection":"holidays","model":"tiny",\
            "fingerprint":"ab12","store":"lucene","exact":true,"hits":[\
            {"rank":1,"id":"0123456789abcdef0123456789abcdef","path":"/photos/a b.jpg","score":0.25},\
            {"rank":2,"id":"0123456789abcdef0123456789abcdef","path":null,"score":-0.5}]}\
            """);
  }
}
