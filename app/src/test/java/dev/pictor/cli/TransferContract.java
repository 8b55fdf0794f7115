package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.testing.TestMetadata;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A collection goes from one store to another, in every direction.
abstract class TransferContract {
  private static final int PICTURES = 12;

  @TempDir private Path temporary;
  private Path base = Path.of("");
  private Path photos = Path.of("");
  private TestShell here = new TestShell(Path.of(""));
  private TestShell there = new TestShell(Path.of(""));

  /// The variables that choose the store that is exported.
  abstract Map<String, String> from();

  /// Those that choose the one that takes it.
  abstract Map<String, String> to();

  @BeforeEach
  void indexPhotos() throws IOException {
    base = temporary.toRealPath();
    photos = base.resolve("photos");
    Files.createDirectories(photos.resolve("2024"));
    here = shell("here", from());
    there = shell("there", to());
    for (int number = 1; number < PICTURES; number++) {
      TestPictures.write(photos.resolve("p%d.jpg".formatted(number)), number);
    }
    Files.write(
        photos.resolve("2024/täken.jpg"),
        TestMetadata.jpeg(
            TestPictures.bytes(PICTURES, "jpg"),
            TestMetadata.exifSegment(TestMetadata.typical().block()),
            TestMetadata.xmpSegment(TestMetadata.typicalXmp())));
    Files.copy(photos.resolve("p1.jpg"), photos.resolve("copy.jpg"));
    Files.write(photos.resolve("broken.png"), Arrays.copyOf(TestPictures.bytes(99, "png"), 40));
    Result result = here.run("index", "photos");
    assertThat(result.out()).startsWith("12 added, 0 changed, 0 unchanged, 1 copies, 1 failed");
  }

  private TestShell shell(String name, Map<String, String> store) {
    return new TestShell(base)
        .set("PICTOR_HOME", base.resolve("home-of-" + name).toString())
        .set("PICTOR_MODEL", TestModels.micro().toString())
        .setAll(store);
  }

  private static Result done(TestShell shell, String... arguments) {
    Result result = shell.run(arguments);
    assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
    return result;
  }

  private static JsonNode json(TestShell shell, String... arguments) {
    return Json.read(done(shell, arguments).out(), JsonNode.class);
  }

  /// Hits with ids, scores, paths and metadata.
  private static JsonNode hits(TestShell shell) {
    return json(shell, "search", "--json", "-k", "50", "--image", "photos/p2.jpg").get("hits");
  }

  private static Map<String, byte[]> bytes(Path export) throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(export)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(export.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "out.parquet"})
  void collection_isTheSameInTheOtherStore(String target) throws IOException {
    assertThat(done(here, "export", target).out())
        .startsWith("12 pictures in 13 files, 1 failed; vectors of openai_micro (")
        .contains(target + ", 0.");

    Result imported = done(there, "import", target);

    assertThat(imported.out())
        .isEqualTo("12 pictures added, 0 were there already; 13 files and 1 failures added\n");
    assertThat(imported.err()).contains("Importing 12 pictures with vectors of openai_micro (");
    assertThat(done(there, "doctor").out()).contains("Nothing is wrong.");
    assertThat(hits(there)).hasSize(PICTURES);
    assertThat(hits(there).toString()).contains("NIKON");
    TestHits.assertSame(hits(there), hits(here));
    JsonNode status = json(there, "status", "--json");
    JsonNode before = json(here, "status", "--json");
    for (String field :
        List.of("model", "fingerprint", "preprocessing", "pictures", "files", "failed")) {
      assertThat(status.get(field)).as(field).isEqualTo(before.get(field));
    }
    done(there, "export", "again-" + target);
    assertThat(bytes(base.resolve("again-" + target)))
        .containsExactlyEntriesOf(bytes(base.resolve(target)));
    assertThat(there.run("index", "photos").out())
        .startsWith("0 added, 0 changed, 13 unchanged, 0 copies, 0 failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "out.parquet"})
  void import_mergesAndTwiceIsOnce(String target) throws IOException {
    Files.move(photos.resolve("p3.jpg"), base.resolve("p3.jpg"));
    TestPictures.write(photos.resolve("p4.jpg"), 44);
    done(there, "index", "--root", "photos=photos", "photos/p4.jpg", "photos/p5.jpg");
    TestPictures.write(photos.resolve("p4.jpg"), 4);
    Files.move(base.resolve("p3.jpg"), photos.resolve("p3.jpg"));
    done(here, "export", target);

    assertThat(done(there, "import", target).out())
        .isEqualTo(
            "10 pictures added, 1 were there already; 11 files and 1 failures added; at 1 places the"
                + " collection knows another picture, which stays\n");
    done(there, "export", "once");
    assertThat(done(there, "import", target).out())
        .isEqualTo(
            "0 pictures added, 11 were there already; 0 files and 0 failures added; at 1 places the"
                + " collection knows another picture, which stays\n");
    done(there, "export", "twice");
    assertThat(bytes(base.resolve("twice"))).containsExactlyEntriesOf(bytes(base.resolve("once")));
    assertThat(there.run("index", "photos").out()).startsWith("0 added, 1 changed, 12 unchanged");
    assertThat(done(there, "doctor").out()).contains("Nothing is wrong.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "out.parquet"})
  void collectionOfAnotherModel_isRefusedAndStaysAsItIs(String target) throws IOException {
    done(here, "export", target);
    done(there, "index", "--model", "sketchbook", "photos/p1.jpg");
    done(there, "export", "before");

    Result result = there.run("import", target);

    assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.err())
        .contains("openai_micro (", "sketchbook (", "--collection NAME")
        .doesNotContain("\tat ");
    done(there, "export", "after");
    assertThat(bytes(base.resolve("after")))
        .containsExactlyEntriesOf(bytes(base.resolve("before")));
    assertThat(done(there, "import", "--collection", "another", target).out())
        .startsWith("12 pictures added");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "out.parquet"})
  void otherMachine_saysWhereItsFoldersLie(String target) throws IOException {
    done(here, "export", target);
    Path moved = Files.move(photos, base.resolve("moved"));

    done(there, "import", target, "--root", "photos=moved");

    assertThat(done(there, "doctor").out()).contains("Nothing is wrong.");
    List<String> paths = new ArrayList<>();
    json(there, "search", "--json", "-k", "50", "--image", "moved/p2.jpg")
        .get("hits")
        .forEach(hit -> paths.add(hit.get("path").stringValue()));
    assertThat(paths).hasSize(PICTURES).allMatch(path -> path.startsWith(moved.toString()));
  }

  @Test
  void interruption_leavesNothingOrGoesOn() throws IOException {
    Interruption requested = new Interruption();
    requested.request();
    Result exported = here.run(requested, "export", "out.parquet");
    assertThat(exported.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(exported.err()).contains("Interrupted. Nothing was written.");
    assertThat(base.resolve("out.parquet")).doesNotExist();
    done(here, "export", "out.parquet");

    Result imported = there.run(requested, "import", "out.parquet");

    assertThat(imported.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(imported.err()).contains("Interrupted. Nothing was stored.");
    assertThat(json(there, "status", "--json").get("model").isNull()).isTrue();
  }

  @Test
  void damagedExport_isRefusedAndNothingIsStored() throws IOException {
    done(here, "export", "out.parquet");
    Path file = base.resolve("out.parquet");
    byte[] whole = Files.readAllBytes(file);
    whole[whole.length / 2] ^= 1;
    Files.write(file, whole);

    Result result = there.run("import", "out.parquet");

    assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.err())
        .contains(file + ": it is damaged or was changed")
        .doesNotContain("\tat ");
    assertThat(json(there, "status", "--json").get("model").isNull()).isTrue();
  }
}
