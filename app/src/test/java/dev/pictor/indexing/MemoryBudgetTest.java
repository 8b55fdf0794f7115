package dev.pictor.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.indexing.MemoryBudget.Share;
import dev.pictor.testing.TestPictures;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class MemoryBudgetTest {
  private static final long MEBIBYTE = 1 << 20;

  @TempDir private Path folder;
  private Path picture = Path.of("");

  @BeforeEach
  void makePicture() {
    picture = TestPictures.write(folder.resolve("a.png"), 1);
  }

  @Test
  void picturesThatDoNotFitTogether_goOneAfterTheOther() throws Exception {
    MemoryBudget budget = new MemoryBudget(20 * MEBIBYTE);
    CompletableFuture<Share> second;
    try (Share first = budget.take(picture, 6 * MEBIBYTE)) {
      second = CompletableFuture.supplyAsync(() -> budget.take(picture, 6 * MEBIBYTE));
      Thread.sleep(200);
      assertThat(second).as("with %s taken", first).isNotDone();
    }
    second.get(10, TimeUnit.SECONDS).close();
  }

  @Test
  void pictureLargerThanTheBudget_goesAlone() {
    MemoryBudget budget = new MemoryBudget(20 * MEBIBYTE);

    budget.take(picture, 600 * MEBIBYTE).close();
    budget.take(picture, 600 * MEBIBYTE).close();
  }

  @Test
  void pixels_countEvenWhereTheFileIsSmall() throws Exception {
    Path large = folder.resolve("large.png");
    ImageIO.write(
        new BufferedImage(1000, 1000, BufferedImage.TYPE_BYTE_BINARY), "png", large.toFile());
    MemoryBudget budget = new MemoryBudget(40 * MEBIBYTE);
    CompletableFuture<Share> second;
    try (Share first = budget.take(large, large.toFile().length())) {
      second = CompletableFuture.supplyAsync(() -> budget.take(large, large.toFile().length()));
      Thread.sleep(200);
      assertThat(second).as("with %s taken", first).isNotDone();
    }
    second.get(10, TimeUnit.SECONDS).close();
  }
}
