package dev.pictor.sketchbook.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.sketchbook.HeldOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
  private static final int PICTURE = 96 * 96 * 3;

  @TempDir private Path folder;

  private Path write(String name, String split) throws IOException {
    Path target = folder.resolve(name);
    Dataset.main(new String[] {target.toString(), split, "40"});
    return target.resolve(split);
  }

  @Test
  void main_writesAPictureAndALineForEachScene() throws IOException {
    Path written = write("one", "train");
    byte[] images = Files.readAllBytes(written.resolve("images-0000.npy"));

    assertThat(new String(images, 1, 5, StandardCharsets.US_ASCII)).isEqualTo("NUMPY");
    assertThat(new String(images, 10, 118, StandardCharsets.US_ASCII))
        .contains("'descr': '|u1'", "'shape': (40, 96, 96, 3)")
        .endsWith("\n");
    assertThat(images).hasSize(128 + 40 * PICTURE);
    assertThat(Files.readAllLines(written.resolve("scenes-0000.jsonl")))
        .hasSize(40)
        .allMatch(line -> line.startsWith("{\"facts\":[") && line.endsWith("}"));
  }

  @Test
  void main_writesTheSameAgain() throws IOException {
    for (String name : List.of("images-0000.npy", "scenes-0000.jsonl")) {
      assertThat(write("one", "train").resolve(name))
          .hasSameBinaryContentAs(write("two", "train").resolve(name));
    }
  }

  @Test
  void main_keepsWhatIsThereAlready() throws IOException {
    Path images = write("one", "train").resolve("images-0000.npy");
    Files.writeString(images, "kept");
    write("one", "train");

    assertThat(images).hasContent("kept");
  }

  @Test
  void main_putsTwinsSideBySideInTraining() throws IOException {
    List<String> lines = Files.readAllLines(write("one", "train").resolve("scenes-0000.jsonl"));

    assertThat(lines).filteredOn(line -> line.contains("\"twin\":")).hasSizeGreaterThan(30);
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).contains("\"twin\":" + (line + 1) + "}")) {
        assertThat(lines.get(line + 1)).endsWith("\"twin\":" + line + "}");
      }
    }
  }

  @Test
  void examples_ofTrainingHoldNoHeldOutCompositionTwinsIncluded() {
    List<Example> examples = new Dataset(folder, false).examples(0, 4_000, true);

    assertThat(examples).hasSize(4_000).noneMatch(example -> HeldOut.touches(example.scene()));
  }

  @Test
  void main_givesHeldOutScenesContrastsAndQueries() throws IOException {
    Path written = write("one", "held");

    assertThat(Files.readAllLines(written.resolve("scenes-0000.jsonl")))
        .allMatch(line -> line.contains("\"contrasts\":["))
        .noneMatch(line -> line.contains("\"twin\""))
        .anyMatch(line -> line.contains("{\"category\":\"colours\",\"right\":"));
    assertThat(Files.readAllLines(written.resolve("queries.jsonl")))
        .contains("{\"category\":\"thing\",\"text\":\"cat\",\"facts\":[\"kind:cat\"]}");
    assertThat(Files.readAllLines(written.resolve("captions.tsv")))
        .hasSize(40)
        .allMatch(line -> Files.exists(written.resolve(line.split("\t")[1])));
    assertThat(Files.readAllLines(written.resolve("queries.tsv")))
        .anyMatch(line -> line.matches("[^\t]+\tpictures/00012.png\tsetting"));
    assertThat(Files.readAllLines(written.resolve("binding.tsv")))
        .anyMatch(line -> line.matches("[^\t]+\t[^\t]+\tpictures/[0-9]+.png\tcolours"));
  }
}
