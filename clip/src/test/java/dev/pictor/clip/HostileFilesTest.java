package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.Folders;
import dev.pictor.clip.support.SmallHeap;
import dev.pictor.clip.support.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files that are broken, or made to break us, and sound ones of unusual form: each loads with the
/// right embeddings or is refused by an error that names the file and what is wrong with it, in a
/// moment and in little memory, and nothing in it is executed.
class HostileFilesTest {
  private static final Duration GUARD = Duration.ofSeconds(10);
  private static final Path EXECUTED = Path.of("/tmp/pwned");

  @TempDir static Path folder;
  @TempDir Path cache;

  /// What became of the files, by name; those that are not here are missing.
  private static final Map<String, String> OUTCOMES = new HashMap<>();

  private static final Map<String, Path> OPENED = new HashMap<>();

  /// Where their converted weights would be kept.
  private static final Map<String, Path> CACHES = new HashMap<>();

  /// All files in one process with a small heap.
  @BeforeAll
  static void openAllInOneProcess() throws IOException {
    List<Verdict> there =
        Verdict.all().stream()
            .filter(verdict -> Fixtures.adversarial(verdict.file()).isPresent())
            .toList();
    for (Verdict verdict : there) {
      Path file = Fixtures.adversarial(verdict.file()).orElseThrow();
      OPENED.put(verdict.file(), verdict.prepare(file, folder.resolve("models/" + OPENED.size())));
    }
    List<String> lines =
        SmallHeap.open(there.stream().map(HostileFilesTest::opened).toList(), folder);
    for (int i = 0; i < lines.size(); i++) {
      OUTCOMES.put(there.get(i).file(), lines.get(i));
      CACHES.put(
          there.get(i).file(),
          Files.createDirectories(folder.resolve("caches/%d/models".formatted(i))));
    }
  }

  static Stream<Verdict> verdicts() {
    return Verdict.all().stream();
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void file_meetsItsVerdict(Verdict verdict) {
    assumeTrue(OPENED.containsKey(verdict.file()), "needs the reference pack");
    String outcome = OUTCOMES.getOrDefault(verdict.file(), "nothing");

    switch (verdict.kind()) {
      case LOAD -> assertLoaded(verdict, outcome);
      case REJECT -> assertRefused(verdict, outcome);
      case EITHER -> {
        if (outcome.startsWith("loaded")) {
          assertLoaded(verdict, outcome);
        } else {
          assertRefused(verdict, outcome);
        }
      }
    }
  }

  @Test
  void everyFileOfThePack_hasAVerdict() {
    JsonNode index =
        JsonMapper.shared().readTree(Fixtures.reference("adversarial/index.json").toFile());

    assertThat(Verdict.all().stream().map(Verdict::file))
        .containsExactlyInAnyOrderElementsOf(
            index.valueStream().map(entry -> entry.get("file").asString()).toList());
  }

  private static void assertLoaded(Verdict verdict, String outcome) {
    assertThat(outcome).startsWith("loaded ");
    verdict
        .difference()
        .ifPresent(
            allowed ->
                assertThat(Double.parseDouble(outcome.substring("loaded ".length())))
                    .isLessThan(allowed));
  }

  private static void assertRefused(Verdict verdict, String outcome) {
    assertThat(CACHES.get(verdict.file())).isEmptyDirectory();
    assertThat(outcome)
        .startsWith("refused ")
        .contains(verdict.named(opened(verdict)).toString())
        .contains(verdict.words())
        .doesNotContain("Exception", "\\n");
  }

  private static Path opened(Verdict verdict) {
    Path path = OPENED.get(verdict.file());
    if (path == null) {
      throw new IllegalStateException("not there: " + verdict);
    }
    return path;
  }

  @ParameterizedTest
  @CsvSource({"micro/hf_micro_f32.safetensors, Hugging Face", "micro/hf_micro_config.json, JSON"})
  void halfOfAFolder_isRefused(String file, String reason) throws IOException {
    Path alone = Files.copy(Fixtures.resource(file), cache.resolve("alone"));

    assertRefused(alone, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "num_hidden_layers\": 1, num_hidden_layers\": 2, text_config.num_hidden_layers is 2",
    "vocab_size\": 32, vocab_size\": 33, token_embedding.weight' has the shape [32; 64]",
    "patch_size\": 8, patch_size\": 4, position_embedding.weight' has the shape [5; 64]",
  })
  void configurationThatDoesNotFitTheTensors_isRefused(String field, String other, String reason)
      throws IOException {
    Path model = Folders.micro(cache.resolve("model"));
    Path config = model.resolve("config.json");
    Files.writeString(config, Files.readString(config).replaceFirst(field, other));

    assertRefused(model, reason.replace(';', ','), model);
  }

  @Test
  void missingFilesAndFolders_areRefused() {
    assertRefused(cache.resolve("none.pt"), "there is no such file");
    assertRefused(cache, "it is a folder");
  }

  @AfterEach
  void nothingWasExecuted() {
    assertThat(EXECUTED).doesNotExist();
    assertThat(cache.resolve("models"))
        .satisfiesAnyOf(
            folder -> assertThat(folder).doesNotExist(),
            folder -> assertThat(Files.list(folder)).isEmpty());
  }

  private void assertRefused(Path file, String reason) {
    assertRefused(file, reason, file);
  }

  /// @param named what the message names
  private void assertRefused(Path file, String reason, Path named) {
    ModelException refusal =
        assertTimeoutPreemptively(
            GUARD,
            () ->
                catchThrowableOfType(
                    ModelException.class,
                    () ->
                        Clip.open(file, ClipOptions.defaults().withCacheDirectory(cache)).close()));

    assertThat(refusal).isNotNull();
    assertThat(refusal.getMessage())
        .contains(named.toString())
        .contains(reason)
        .doesNotContain("\n", "Exception");
  }
}
