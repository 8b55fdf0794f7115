package dev.pictor.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedSearchesTest {
  @TempDir private Path home;

  private SavedSearches saved() {
    return History.in(home, true).saved();
  }

  private Path file() {
    return home.resolve("searches.json");
  }

  @Test
  void added_areThereByName_ofTheirCollection() {
    saved().add("photos", "Été", "summer taken:2024");
    saved().add("photos", "Dogs", "dog - \"cat\"");
    saved().add("other", "Dogs", "puppy");

    assertThat(saved().of("photos"))
        .containsExactly(
            new SavedSearch("photos", "Dogs", "dog - \"cat\""),
            new SavedSearch("photos", "Été", "summer taken:2024"));
    assertThat(saved().require("other", "Dogs").query()).isEqualTo("puppy");
    assertThat(saved().all()).hasSize(3);
  }

  @Test
  void name_isGivenOnce() {
    saved().add("photos", "Dogs", "dog");

    assertThatThrownBy(() -> saved().add("photos", "Dogs", "cat"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("There is a saved search 'Dogs' in collection 'photos' already");
    assertThat(saved().require("photos", "Dogs").query()).isEqualTo("dog");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a\nb", "a\u0000"})
  void name_thatIsNoneIsRefused(String name) {
    assertThatThrownBy(() -> saved().add("photos", name, "cat"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("is no name for a search");
    assertThatThrownBy(() -> saved().add("photos", "a".repeat(101), "cat"))
        .isInstanceOf(HistoryException.class);
    assertThat(file()).doesNotExist();
  }

  @Test
  void renamed_keepsItsQuery_andTakesNoOthersName() {
    saved().add("photos", "Dogs", "dog");
    saved().add("photos", "Cats", "cat");

    saved().rename("photos", "Dogs", "Zebras");

    assertThat(saved().of("photos"))
        .containsExactly(
            new SavedSearch("photos", "Cats", "cat"), new SavedSearch("photos", "Zebras", "dog"));
    assertThatThrownBy(() -> saved().rename("photos", "Cats", "Zebras"))
        .hasMessageContaining("There is a saved search 'Zebras'");
    assertThatThrownBy(() -> saved().rename("photos", "Dogs", "Birds"))
        .hasMessageContaining("There is no saved search 'Dogs'");
    assertThatThrownBy(() -> saved().rename("photos", "Cats", " "))
        .hasMessageContaining("is no name for a search");
    saved().rename("photos", "Cats", "Cats");
    assertThat(saved().of("photos")).hasSize(2);
  }

  @Test
  void removed_isGone_unknownIsSaid() {
    saved().add("photos", "Dogs", "dog");
    saved().add("photos", "Cats", "cat");

    saved().remove("photos", "Dogs");

    assertThat(saved().of("photos")).extracting(SavedSearch::name).containsExactly("Cats");
    assertThatThrownBy(() -> saved().remove("photos", "Dogs"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("no saved search 'Dogs'", "pictor saved");
    assertThatThrownBy(() -> saved().require("other", "Cats")).isInstanceOf(HistoryException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "{}", "null", "[null]", "[{\"name\":\"x\",\"query\":\"y\"}]", "[{"})
  void damagedFile_isNotWrittenOver(String content) throws IOException {
    Files.writeString(file(), content);

    assertThatThrownBy(() -> saved().add("photos", "Dogs", "dog"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("searches.json are damaged");
    assertThatThrownBy(() -> saved().all()).isInstanceOf(HistoryException.class);
    assertThat(Files.readString(file())).isEqualTo(content);
  }

  @Test
  void threads_loseNothing() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int number = 0; number < 60; number++) {
        String name = "album " + number;
        all.add(threads.submit(() -> saved().add("photos", name, "dog")));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }

    assertThat(saved().of("photos")).hasSize(60);
  }
}
