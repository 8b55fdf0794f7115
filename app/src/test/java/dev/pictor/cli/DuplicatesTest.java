package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.sketchbook.dataset.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Copies and what hardly differs, with the bundled model and drawn scenes.
@TestInstance(Lifecycle.PER_CLASS)
class DuplicatesTest {
  private TestShell shell = new TestShell(Path.of(""));
  private Path pictures = Path.of("");

  @BeforeAll
  void index(@TempDir Path temporary) throws IOException {
    Path base = temporary.toRealPath();
    Dataset.main(new String[] {base.toString(), "held", "60", "" + (1L << 42)});
    pictures = base.resolve("held/pictures");
    for (int number = 0; number < 3; number++) {
      Path scene = pictures.resolve("%05d.png".formatted(number));
      saveAgain(scene, pictures.resolve("again-%d.jpg".formatted(number)));
    }
    Files.copy(pictures.resolve("00007.png"), pictures.resolve("copy a.png"));
    Files.copy(pictures.resolve("00007.png"), pictures.resolve("copy b.png"));
    shell = new TestShell(base).set("PICTOR_MODEL", "sketchbook");
    assertThat(shell.run("index", pictures.toString()).exitCode()).isZero();
  }

  private static void saveAgain(Path from, Path to) throws IOException {
    BufferedImage image = Objects.requireNonNull(ImageIO.read(from.toFile()));
    BufferedImage again =
        new BufferedImage(image.getWidth() - 1, image.getHeight() - 1, BufferedImage.TYPE_INT_RGB);
    again.getGraphics().drawImage(image, 0, 0, null);
    assertThat(ImageIO.write(again, "jpeg", to.toFile())).isTrue();
  }

  private String path(String name) {
    return pictures.resolve(name).toString();
  }

  @Test
  void duplicates_listsCopiesApartFromLookAlikes() throws IOException {
    Result result = shell.run("duplicates", "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode json = Json.read(result.out(), JsonNode.class);
    assertThat(json.get("copies")).hasSize(1);
    assertThat(strings(json.get("copies").get(0).get("paths")))
        .containsExactlyInAnyOrder(path("00007.png"), path("copy a.png"), path("copy b.png"));
    List<List<String>> groups = new ArrayList<>();
    for (JsonNode group : json.get("lookAlikes")) {
      List<String> paths = new ArrayList<>();
      group.forEach(member -> paths.addAll(strings(member.get("paths"))));
      groups.add(paths);
    }
    assertThat(groups)
        .contains(
            List.of(path("00000.png"), path("again-0.jpg")),
            List.of(path("00001.png"), path("again-1.jpg")),
            List.of(path("00002.png"), path("again-2.jpg")));

    String text = shell.run("duplicates").out();
    assertThat(text)
        .contains(
            "1 picture has more than one file: %,d bytes could be spared."
                .formatted(2 * Files.size(pictures.resolve("00007.png"))),
            "  " + path("copy b.png"),
            "of pictures that hardly differ (cosine similarity 0.9");
    assertThat(shell.run("duplicates", "--at-least", "1").out())
        .contains("0 groups of pictures that hardly differ (cosine similarity 1.0000 or more).");
    assertThat(shell.run("duplicates", "--at-least", "1.5").err())
        .contains("--at-least takes a cosine similarity above 0 and at most 1, not 1.5.");
  }

  @Test
  void search_putsThemTogetherWhereAsked() {
    String image = path("00001.png");

    String apart = shell.run("search", "-k", "2", "--image", image).out();
    String together = shell.run("search", "-k", "2", "--collapse", "--image", image).out();

    assertThat(apart).doesNotContain("like it").contains("again-1.jpg");
    assertThat(together.lines().toList().get(0)).endsWith(image);
    assertThat(together.lines().toList().get(1)).isEqualTo("      like it  " + path("again-1.jpg"));
    assertThat(together.lines().filter(line -> !line.contains("like it"))).hasSize(2);
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(each -> strings.add(each.asString()));
    return strings;
  }
}
