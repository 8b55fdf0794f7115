package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.clip.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Opt-in: with OpenAI's own ViT-B-32.pt at `PICTOR_CLIP_WEIGHTS`, the order that the original demo
/// published for its 1,000 photographs.
@Tag("genuine-weights")
class GenuineWeightsTest {
  private static final Path PHOTOS =
      Path.of(System.getProperty("pictor.basedir", "..")).resolve("../shared/photos");
  private static final int BATCH = 32;

  private record Photo(String name, Embedding embedding) {}

  private static Clip clip;
  private static List<Photo> photos;

  @BeforeAll
  static void encodeThePhotographs() throws IOException {
    String weights = System.getenv("PICTOR_CLIP_WEIGHTS");
    assumeTrue(weights != null, "needs the genuine weights: PICTOR_CLIP_WEIGHTS=.../ViT-B-32.pt");
    assumeTrue(Files.isDirectory(PHOTOS), "needs ../shared/photos");
    clip = Clip.open(Path.of(weights), ClipOptions.defaults().with(Preprocessing.ORIGINAL));
    List<Path> files;
    try (Stream<Path> all = Files.list(PHOTOS)) {
      files = all.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    photos = new ArrayList<>();
    for (int start = 0; start < files.size(); start += BATCH) {
      List<Path> batch = files.subList(start, Math.min(files.size(), start + BATCH));
      List<float[]> pixels =
          batch.stream()
              .map(file -> clip.preprocessor().preprocess(ImageDecoder.decode(file)))
              .toList();
      List<Embedding> embeddings = clip.encodePixels(pixels);
      for (int i = 0; i < batch.size(); i++) {
        String name = batch.get(i).getFileName().toString().replace(".jpg", "");
        photos.add(new Photo(name, embeddings.get(i)));
      }
    }
  }

  @AfterAll
  static void close() {
    if (clip != null) {
      clip.close();
    }
  }

  @Test
  void manJumping_findsThePublishedFourInTheirOrder() {
    assertThat(best("man jumping", 4))
        .containsExactly("tmKn9xNHY6I", "rmc8Wjr3-c8", "A9vhHNsJG4Y", "IW7yli35qDE");
  }

  @Test
  void cuteDog_findsThePublishedBest() {
    assertThat(best("cute dog", 1)).containsExactly("XeOO8ir_YHs");
  }

  private static List<String> best(String query, int k) {
    Embedding words = clip.encodeText(query);
    return photos.stream()
        .sorted(
            Comparator.comparingDouble((Photo photo) -> words.cosineSimilarity(photo.embedding()))
                .reversed())
        .limit(k)
        .map(Photo::name)
        .toList();
  }
}
