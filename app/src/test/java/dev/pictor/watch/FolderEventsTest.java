package dev.pictor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderEventsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("folder"));
  }

  /// What has changed, at least one.
  private static Set<Path> changed(FolderEvents events) throws InterruptedException {
    Set<Path> changed = new HashSet<>();
    while (changed.isEmpty()) {
      changed.addAll(events.take().folders());
      Thread.sleep(10);
    }
    return changed;
  }

  @Test
  void fileThatIsWritten_isTakenForUnfinishedUntilItIsQuiet() throws Exception {
    Path file = Files.createFile(folder.resolve("old.jpg"));
    try (FolderEvents patient = FolderEvents.open(List.of(), HOUR);
        FolderEvents hasty = FolderEvents.open(List.of(), Duration.ofMillis(200))) {
      patient.listenTo(folder);
      hasty.listenTo(folder);
      assertThat(patient.isBeingWritten(file)).isFalse();
      Files.writeString(file, "more");

      while (!patient.isBeingWritten(file)) {
        Thread.sleep(10);
      }
      while (hasty.isBeingWritten(file)) {
        Thread.sleep(10);
      }
      assertThat(patient.isBeingWritten(file)).isTrue();
      assertThat(patient.isBeingWritten(folder.resolve("other.jpg"))).isFalse();
    }
  }

  @Test
  void fileThatWasLeft_isAChangeAgain() throws Exception {
    try (FolderEvents events = FolderEvents.open(List.of(), HOUR)) {
      events.listenTo(folder);
      Path file = Files.createFile(folder.resolve("new.jpg"));
      assertThat(changed(events)).containsExactly(folder);
      while (!events.take().folders().isEmpty()) {
        Thread.sleep(10);
      }

      assertThat(events.isBeingWritten(file)).isTrue();
      assertThat(events.take().touch(folder)).isTrue();
    }
  }

  @Test
  void hiddenFiles_doNotMatter_butPatternsDo() throws Exception {
    Path other = Files.createDirectory(temporary.toRealPath().resolve("other"));
    try (FolderEvents events = FolderEvents.open(List.of(), HOUR)) {
      events.listenTo(folder);
      events.listenTo(other);
      Files.createFile(folder.resolve(".hidden.jpg"));
      Files.createFile(other.resolve(".pictorignore"));

      assertThat(changed(events)).containsExactly(other);
    }
  }

  @Test
  void foldersOfTheProgram_areNotListenedTo() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home/lucene"));
    try (FolderEvents events = FolderEvents.open(List.of(folder.resolve("home")), HOUR)) {
      events.listenTo(home);
      events.listenTo(folder);
      Files.createFile(home.resolve("segments_1"));
      Files.createFile(folder.resolve("1.jpg"));

      assertThat(changed(events)).containsExactly(folder);
    }
  }

  @Test
  void folderThatMoved_isKnownByItsNewPath() throws Exception {
    Path sub = Files.createDirectory(folder.resolve("sub"));
    try (FolderEvents events = FolderEvents.open(List.of(), HOUR)) {
      events.listenTo(sub);
      Path moved = Files.move(sub, temporary.toRealPath().resolve("moved"));
      events.listenTo(moved);
      Files.createFile(moved.resolve("1.jpg"));

      assertThat(changed(events)).containsExactly(moved);
    }
  }

  @Test
  void eventsThatAreLost_areAChangeEverywhere() throws Exception {
    try (FolderEvents events = FolderEvents.open(List.of(), HOUR)) {
      events.listenTo(folder);
      int number = 0;
      while (!events.take().everywhere()) {
        assertThat(number).as("files of which not one event was lost").isLessThan(100_000);
        for (int more = 0; more < 2_000; more++) {
          Files.createFile(folder.resolve(number++ + ".jpg"));
        }
      }

      assertThat(events.take().touch(folder)).isFalse();
    }
  }
}
