package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.testing.HeifFiles;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.WordedModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The built program as a process of its own.
@Timeout(300)
class ProgramIT {
  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");
  /// Many more than are in hand at a time, so that a process that is stopped has not done all.
  private static final int PICTURES = 240;

  @TempDir private Path folder;
  private Path err = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void makePictures() throws IOException {
    err = folder.resolve("err");
    out = folder.resolve("out");
    Path photos = Files.createDirectory(folder.resolve("photos"));
    byte[] slow = slowPicture();
    for (int number = 0; number < PICTURES; number++) {
      // What comes after a JPEG's end does not matter to anyone but the hash.
      byte[] bytes = Arrays.copyOf(slow, slow.length + 1);
      bytes[slow.length] = (byte) number;
      Files.write(photos.resolve(number + ".jpg"), bytes);
    }
  }

  /// Takes a tenth of a second or more to decode.
  private static byte[] slowPicture() throws IOException {
    BufferedImage image = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  private Process start(String... arguments) throws IOException {
    return builder(arguments).start();
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> command =
        Stream.concat(Stream.of(PICTOR.toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PICTOR_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", folder.resolve("user").toString());
    builder.environment().put("PICTOR_HOME", folder.resolve("home").toString());
    builder.environment().put("PICTOR_CACHE", folder.resolve("cache").toString());
    builder.environment().put("PICTOR_MODEL", TestModels.micro().toString());
    return builder;
  }

  private Result end(Process process) throws Exception {
    assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private int pictures() {
    String status = new TestShell(folder).run("status", "--json").out();
    return Json.read(status, JsonNode.class).get("pictures").intValue();
  }

  /// Starts indexing and waits until a part of it is stored.
  private Process indexAPart() throws Exception {
    Process process = start("index", "photos");
    while (pictures() == 0) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(50);
    }
    return process;
  }

  private void goesOnFrom(int part) throws Exception {
    Result rest = end(start("index", "photos"));
    assertThat(rest.exitCode()).as(rest.err()).isZero();
    assertThat(rest.out())
        .startsWith(
            "%d added, 0 changed, %d unchanged, 0 copies, 0 failed\n"
                .formatted(PICTURES - part, part));
  }

  @Test
  void index_thatIsTerminatedStoresWhatIsInHandAndGoesOnTheNextTime() throws Exception {
    Process process = indexAPart();
    process.destroy();
    Result result = end(process);

    assertThat(result.exitCode()).as(result.err()).isEqualTo(130);
    assertThat(result.err()).contains("Interrupted").doesNotContain("\tat ");
    int part = pictures();
    assertThat(part).isBetween(1, PICTURES - 1);
    assertThat(result.out()).startsWith(part + " added");
    goesOnFrom(part);
  }

  /// Switched off, libheif is as good as missing.
  @Test
  void picture_thatNeedsALibraryIsTriedAgainUntilItIsThere() throws Exception {
    HeifFiles.assumeDecodable();
    Path phone = Files.createDirectory(folder.resolve("phone"));
    HeifFiles.copy("colors.heic", phone.resolve("a.heic"));
    Files.writeString(phone.resolve("b.heic"), "no picture");
    ProcessBuilder without = builder("index", "phone");
    without.environment().put("JAVA_TOOL_OPTIONS", "-Dpictor.native=off");

    Result first = end(without.start());
    assertThat(first.exitCode()).as(first.err()).isEqualTo(3);
    assertThat(first.out()).startsWith("0 added, 0 changed, 0 unchanged, 0 copies, 2 failed\n");
    assertThat(first.err()).contains("apt install libheif1", "b.heic: ");
    Result second = end(without.start());
    assertThat(second.out())
        .startsWith("0 added, 0 changed, 0 unchanged, 0 copies, 1 failed\n")
        .contains("1 failed before and not changed since");
    assertThat(second.err()).contains("apt install libheif1").doesNotContain("b.heic: ");

    Result third = end(start("index", "phone"));
    assertThat(third.out())
        .startsWith("1 added, 0 changed, 0 unchanged, 0 copies, 0 failed\n")
        .contains("1 failed before and not changed since");
  }

  @Test
  void index_thatIsKilledLosesNothingThatWasStored() throws Exception {
    Process process = indexAPart();
    int part = pictures();
    process.destroyForcibly();
    end(process);

    assertThat(pictures()).isBetween(part, PICTURES - 1);
    goesOnFrom(pictures());
  }

  /// Starts an evaluation and waits until its collection is there.
  private Process evaluateAPart(Path temporary) throws Exception {
    Path model = WordedModel.write(folder.resolve("worded"));
    StringBuilder lines = new StringBuilder();
    for (int number = 0; number < PICTURES; number++) {
      lines.append("a cat\tphotos/%d.jpg\n".formatted(number));
    }
    Files.writeString(folder.resolve("captions.tsv"), lines);
    ProcessBuilder builder = builder("eval", "--model", model.toString(), "captions.tsv");
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    Process process = builder.start();
    while (collections(temporary).isEmpty()) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(20);
    }
    return process;
  }

  private static List<Path> collections(Path temporary) throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("eval-")).toList();
    } catch (UncheckedIOException e) {
      // It is being removed.
      return List.of();
    }
  }

  @Test
  void eval_thatIsTerminatedRemovesItsCollection() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process process = evaluateAPart(temporary);
    process.destroy();
    Result result = end(process);

    assertThat(result.exitCode()).as(result.err()).isEqualTo(130);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("Interrupted").doesNotContain("\tat ");
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(file -> file.toString().contains("eval-"))).isEmpty();
    }
  }

  @Test
  void eval_thatIsKilledLeavesNothingWhereCollectionsLie() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process process = evaluateAPart(temporary);
    process.destroyForcibly();
    end(process);

    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void tokenize_thatWaitsForInputEndsAtOnce() throws Exception {
    Process process = start("tokenize", "--model", TestModels.tiny().toString());
    OutputStream input = process.getOutputStream();
    input.write("a cat\n".getBytes(StandardCharsets.UTF_8));
    input.flush();
    while (Files.size(out) == 0) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(50);
    }

    // Not Process.destroy(), which closes the input too.
    process.toHandle().destroy();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
  }

  @Test
  void search_printsNothingButItsJson() throws Exception {
    assertThat(end(start("index", "photos/1.jpg")).exitCode()).isZero();

    Result result = end(start("search", "--json", "--image", "photos/1.jpg"));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    JsonNode answer = Json.read(result.out(), JsonNode.class);
    assertThat(answer.get("hits").get(0).get("path").stringValue())
        .isEqualTo(folder.toRealPath().resolve("photos/1.jpg").toString());
  }

  @Test
  void serve_onATakenPortSaysSoInOurOwnWordsOnlyAndBeforeItLooksForAModel() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result result =
          end(start("serve", "--model", "none", "--port", Integer.toString(taken.getLocalPort())));

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains("pictor: Cannot listen on 127.0.0.1, port " + taken.getLocalPort())
          .hasLineCount(1);
    }
  }
}
