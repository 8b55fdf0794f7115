package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `./pictor demo` without arguments, as a process of its own: killed, continued, searched, and
/// started once more.
@Timeout(900)
class DemoIT {
  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");
  private static final Pattern ADDRESS = Pattern.compile("at (http://[0-9.]+:\\d+) ");

  @TempDir private Path folder;

  private Process start(Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(PICTOR.toString(), "demo", "--port", "0")
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.startsWith("PICTOR_") || name.equals("DATABASE_URL"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", folder.resolve("user").toString());
    environment.put("PICTOR_HOME", folder.resolve("home").toString());
    environment.put("PICTOR_CACHE", folder.resolve("cache").toString());
    return builder.start();
  }

  private Map<Path, Object> drawn() throws IOException {
    Path pictures = folder.resolve("home/demo/pictures");
    if (!Files.exists(pictures)) {
      return Map.of();
    }
    Map<Path, Object> drawn = new HashMap<>();
    Files.walkFileTree(
        pictures,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.getFileName().toString().matches("IMG_\\d{4}\\.(jpg|png)")) {
              drawn.put(file, state(file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // A half-written picture got its name while the folder was listed.
            return FileVisitResult.CONTINUE;
          }
        });
    return drawn;
  }

  private static Object state(Path file) throws IOException {
    return List.of(
        Files.size(file), Files.getLastModifiedTime(file), Files.getAttribute(file, "unix:ino"));
  }

  @Test
  void demo_killedAndStartedAgainServesAllPicturesAndExamples() throws Exception {
    Path log = folder.resolve("first");
    Process first = start(log);
    while (drawn().size() < 5) {
      assertThat(first.isAlive()).as(Files.readString(log)).isTrue();
      Thread.sleep(20);
    }
    first.destroyForcibly().waitFor();
    Map<Path, Object> kept = drawn();
    assertThat(kept.size()).isBetween(5, 599);

    serves(folder.resolve("second"));
    Map<Path, Object> all = drawn();
    assertThat(all).hasSize(600).containsAllEntriesOf(kept);
    var exif =
        ImageMetadataReader.readMetadata(all.keySet().iterator().next().toFile())
            .getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    assertThat(exif.getDateOriginal()).isNotNull();

    serves(folder.resolve("third"));
    assertThat(drawn()).isEqualTo(all);
    assertThat(Files.readString(folder.resolve("third"))).doesNotContain("Drawing");
  }

  private void serves(Path log) throws Exception {
    Process process = start(log);
    try (HttpClient client = HttpClient.newHttpClient()) {
      Matcher address = ADDRESS.matcher("");
      while (!address.reset(Files.readString(log)).find()) {
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        Thread.sleep(50);
      }
      HttpResponse<String> answer;
      do {
        Thread.sleep(50);
        answer = get(client, address.group(1) + "/api/v1/search?q=man+jumping&k=600");
      } while (answer.statusCode() == 503);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().split("\"rank\"", -1)).hasSize(1 + 600);
      assertThat(get(client, address.group(1) + "/").body())
          .contains("600 pictures in “demo”, searched with sketchbook", "href=\"/search?q=cat\"");
    } finally {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(130);
  }

  private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
