package dev.pictor.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pictor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs every command that the pages in `docs` show, each page's in its order and in a home of its
/// own, which holds the files that the page speaks of. Statements of SQL are commands too.
class PageCommandsIT {
  private static final Path PAGES = UserHome.REPOSITORY.resolve("docs");

  /// How a script's comment says it is run.
  private static final Pattern SCRIPT =
      Pattern.compile("^# (python3 (\\S+) .*? > (\\S+))", Pattern.MULTILINE);

  @TempDir private static Path folder;

  private static final List<UserHome> HOMES = new ArrayList<>();

  @AfterAll
  static void leave() throws Exception {
    for (UserHome home : HOMES) {
      home.close();
    }
  }

  @TestFactory
  Stream<DynamicContainer> everyCommandOfThePages_works() throws IOException {
    List<DynamicContainer> pages = new ArrayList<>();
    try (Stream<Path> files = Files.list(PAGES)) {
      for (Path page : files.filter(Files::isRegularFile).sorted().toList()) {
        List<Block> blocks = Block.of(page);
        if (!blocks.isEmpty()) {
          String name = page.getFileName().toString();
          UserHome home = furnished(name);
          pages.add(
              DynamicContainer.dynamicContainer(
                  name, blocks.stream().flatMap(block -> tests(home, block))));
        }
      }
    }
    assertThat(pages).hasSizeGreaterThan(3);
    return pages.stream();
  }

  private static UserHome furnished(String page) throws IOException {
    UserHome home = UserHome.in(folder.resolve(page));
    HOMES.add(home);
    Path work = home.work();
    if (page.equals("models.md")) {
      home.putModel(home.path("Downloads/ViT-L-14.pt"));
      Files.createSymbolicLink(
          home.path("Downloads/finetuned"), UserHome.MODELS.resolve("tiny-hf"));
      return home;
    }
    home.putModel(work.resolve("models/ViT-B-32.pt"));
    for (String pictures : List.of("photos", "flickr30k-images", "val2014", "val2017")) {
      home.draw(work.resolve(pictures));
    }
    Files.writeString(work.resolve("captions.tsv"), "a sandy beach\tphotos/beach.jpg\n");
    // Mixing needs a second query that half of them are right for.
    Files.write(
        work.resolve("queries.tsv"),
        Stream.concat(
                UserHome.DRAWN.stream().map("holidays\tphotos/%s.jpg"::formatted),
                UserHome.DRAWN.stream().limit(4).map("summer\tphotos/%s.jpg"::formatted))
            .toList());
    Files.writeString(work.resolve("pairs.tsv"), "a cat\ta dog\tphotos/cat.jpg\n");
    Files.writeString(work.resolve("words.txt"), "cat\nbeach\n");
    Files.writeString(work.resolve("dataset_flickr30k.json"), split("cat.jpg", null));
    Files.writeString(work.resolve("dataset_coco.json"), split("cat.jpg", "val2014"));
    Files.writeString(
        work.resolve("captions_val2017.json"),
        """
        {"images": [{"id": 7, "file_name": "cat.jpg"}],
         "annotations": [{"image_id": 7, "caption": "a cat\\n"}]}
        """);
    return home;
  }

  /// One picture of Karpathy's splits.
  private static String split(String name, @Nullable String path) {
    return """
        {"images": [{"split": "test", %s"filename": "%s", "sentences": [{"raw": "a\\ncat"}]},
                    {"split": "train"}]}
        """
        .formatted(path == null ? "" : "\"filepath\": \"%s\", ".formatted(path), name);
  }

  private static Stream<DynamicTest> tests(UserHome home, Block block) {
    return switch (block.language()) {
      case "sh" -> block.lines().stream().map(line -> dynamicTest(line, () -> command(home, line)));
      case "sql" ->
          Stream.of(dynamicTest(block.lines().getFirst(), () -> statements(home, block.text())));
      case "python" ->
          SCRIPT
              .matcher(block.text())
              .results()
              .map(
                  script ->
                      dynamicTest(
                          script.group(1),
                          () -> {
                            Files.writeString(home.work().resolve(script.group(2)), block.text());
                            home.run(script.group(1));
                            home.run("./pictor eval " + script.group(3));
                          }));
      case "json" ->
          Stream.of(dynamicTest("is JSON", () -> Json.read(block.text(), JsonNode.class)));
      default -> throw new IllegalStateException("who runs " + block + "?");
    };
  }

  private static void command(UserHome home, String command) throws Exception {
    UserHome.assumeModel();
    if (command.startsWith("export DATABASE_URL=")) {
      useDatabase(home);
      return;
    }
    if (command.startsWith("pg_restore")) {
      // The page says: into a new database.
      statements(home, "DROP SCHEMA pictor CASCADE");
    }
    if (command.equals("./pictor serve")) {
      home.keepServing(command);
      return;
    }
    home.type(command);
  }

  private static void statements(UserHome home, String sql) throws Exception {
    UserHome.assumeModel();
    useDatabase(home);
    // What an administrator makes under the usual name is there already.
    String own = sql.startsWith("CREATE ROLE") ? sql.replace("pictor", "another") : sql;
    Path script = Files.writeString(home.work().resolve("statements.sql"), own);
    home.run("psql -v ON_ERROR_STOP=1 -f %s \"$DATABASE_URL\"".formatted(script.getFileName()));
  }

  /// The address on the page is nobody's.
  private static void useDatabase(UserHome home) throws Exception {
    ReadmeCommandsIT.assumePostgres();
    if (!home.knows("DATABASE_URL")) {
      home.set("PICTOR_POSTGRES_RIGHTS", "SUPERUSER");
      home.set("DATABASE_URL", home.run("./pictor postgres url").strip());
      home.run("./pictor index ~/Pictures");
    }
  }
}
