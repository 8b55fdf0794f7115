package dev.pictor.model.download;

import static dev.pictor.testing.TestWebServer.file;
import static dev.pictor.testing.TestWebServer.head;
import static dev.pictor.testing.TestWebServer.send;
import static dev.pictor.testing.TestWebServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.testing.TestWebServer;
import dev.pictor.testing.TestWebServer.Answer;
import dev.pictor.testing.TestWebServer.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Downloads from a server that cuts, lies, stalls and leads astray.
@Timeout(60)
class FileDownloadTest {
  private static final int SIZE = 300_000;
  private static final int ATTEMPTS = 3;
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofMillis(400), ATTEMPTS, Duration.ofMillis(1));

  @TempDir private Path folder;

  private final byte[] bytes = bytes(7, SIZE);
  private final List<String> notes = new ArrayList<>();
  private final List<Long> updates = new ArrayList<>();
  private TestWebServer server;
  private Path target = Path.of("");

  FileDownloadTest() throws IOException {
    server = TestWebServer.start(status(500));
  }

  @BeforeEach
  void nameTarget() {
    target = folder.resolve("model.pt");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static byte[] bytes(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private WantedFile wanted() {
    return new WantedFile("model.pt", server.address("/a/model.pt"), sha256(bytes), SIZE);
  }

  private void download() {
    download(Map.of(), null);
  }

  private void download(Map<String, String> environment, @Nullable URI mirror) {
    try (WebSource source = WebSource.open(environment, PATIENCE, mirror)) {
      new FileDownload(source).fetch(wanted(), target, progress());
    }
  }

  private DownloadProgress progress() {
    return new DownloadProgress() {
      @Override
      public void update(long done, long total) {
        assertThat(total).isEqualTo(SIZE);
        updates.add(done);
      }

      @Override
      public void note(String message) {
        notes.add(message);
      }
    };
  }

  private Path part() {
    return folder.resolve("model.pt.part");
  }

  /// An earlier run was cut after so many bytes.
  private void keep(byte[] content, int count) throws IOException {
    Files.write(part(), Arrays.copyOf(content, count));
  }

  private void downloads() throws IOException {
    download();
    assertThat(Files.readAllBytes(target)).isEqualTo(bytes);
    assertThat(part()).doesNotExist();
  }

  private void failsWith(String... words) {
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .message()
        .contains(words);
    assertThat(target).doesNotExist();
  }

  @Test
  void file_appearsWholeAndTellsHowFarItIs() throws IOException {
    server.answer(file(bytes));

    downloads();

    assertThat(updates).isSorted().endsWith((long) SIZE);
    assertThat(notes).isEmpty();
    assertThat(server.requests()).extracting(Request::target).containsExactly("/a/model.pt");
  }

  @Test
  void fileThatIsThere_isNotAskedForAgain() throws IOException {
    Files.write(target, bytes);

    downloads();

    assertThat(server.requests()).isEmpty();
  }

  @Test
  void otherFileUnderTheName_isReplaced() throws IOException {
    Files.write(target, bytes(8, SIZE));
    server.answer(file(bytes));

    downloads();
  }

  @Test
  void cutTransfer_isContinuedWhereItEnded() throws IOException {
    server.answer((request, out) -> send(request, out, bytes, 120_000));

    downloads();

    assertThat(server.requests()).extracting(Request::from).containsExactly(0, 120_000, 240_000);
    assertThat(notes).hasSize(2).first().asString().contains("120,000 of 300,000");
  }

  @Test
  void keptPart_isContinuedByTheNextRun() throws IOException {
    keep(bytes, 200_000);
    server.answer(file(bytes));

    downloads();

    assertThat(server.requests()).extracting(Request::from).containsExactly(200_000);
  }

  @Test
  void keptPartThatIsComplete_isOnlyChecked() throws IOException {
    keep(bytes, SIZE);

    downloads();

    assertThat(server.requests()).isEmpty();
  }

  @Test
  void keptPartOfAnotherFile_isThrownAwayAndTheFileTakenFromItsStart() throws IOException {
    keep(bytes(8, SIZE), 200_000);
    server.answer(file(bytes));

    downloads();

    assertThat(server.requests()).extracting(Request::from).containsExactly(200_000, 0);
    assertThat(notes).singleElement().asString().contains("from the start");
  }

  @Test
  void keptPartThatIsTooLong_isThrownAway() throws IOException {
    Files.write(part(), bytes(8, SIZE + 1));
    server.answer(file(bytes));

    downloads();

    assertThat(server.requests()).extracting(Request::from).containsExactly(0);
  }

  @Test
  void serverThatIgnoresRanges_startsAgain() throws IOException {
    keep(bytes, 200_000);
    server.answer(
        (_, out) -> {
          head(out, 200, "Content-Length: " + SIZE);
          out.write(bytes);
        });

    downloads();

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void serverThatIgnoresRangesAndCuts_isGivenUp() {
    server.answer(
        (_, out) -> {
          head(out, 200, "Content-Length: " + SIZE);
          out.write(bytes, 0, 100_000);
        });

    failsWith("Given up after 3 attempts", "100,000 of 300,000");

    assertThat(server.requests()).hasSize(ATTEMPTS);
  }

  @Test
  void serverThatAlwaysCuts_isGivenUpAndWhatCameIsKept() throws IOException {
    server.answer((request, out) -> send(request, out, bytes, 1_000));

    failsWith("Given up after 3 attempts", "3,000 bytes) is kept");

    assertThat(Files.size(part())).isEqualTo(3_000);
  }

  @Test
  void changedFile_isToldByItsTagAndTakenFromItsStart() throws IOException {
    AtomicInteger count = new AtomicInteger();
    server.answer(
        (request, out) -> {
          boolean first = count.incrementAndGet() == 1;
          head(out, 200, "Content-Length: " + SIZE, "ETag: \"" + (first ? "old" : "new") + "\"");
          out.write(first ? bytes(8, SIZE) : bytes, 0, first ? 100_000 : SIZE);
        });

    downloads();

    assertThat(server.requests().get(1).header("range")).isEqualTo("bytes=100000-");
    assertThat(server.requests().get(1).header("if-range")).isEqualTo("\"old\"");
  }

  @Test
  void weakTag_isNoReasonToContinue() throws IOException {
    server.answer(
        (request, out) -> {
          head(out, 200, "Content-Length: " + SIZE, "ETag: W/\"a\"");
          out.write(bytes, 0, request.from() == 0 ? 100_000 : SIZE);
        });

    downloads();

    assertThat(server.requests().get(1).headers()).doesNotContainKey("if-range");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes 0-299999/300000", "bytes 100000-200000", "bytes */300000", "nonsense", ""})
  void partThatWasNotAskedFor_isNotTaken(String range) throws IOException {
    keep(bytes, 200_000);
    server.answer(
        (request, out) -> {
          if (request.from() == 0) {
            send(request, out, bytes, SIZE);
          } else {
            head(out, 206, "Content-Length: 100000", "Content-Range: " + range);
            out.write(bytes, 0, 100_000);
          }
        });

    downloads();

    assertThat(server.requests()).extracting(Request::from).containsExactly(200_000, 0);
    assertThat(notes).singleElement().asString().contains("asked for byte 200,000");
  }

  @Test
  void partialAnswerToAWholeRequest_isRefused() {
    server.answer(
        (_, out) -> {
          head(out, 206, "Content-Length: 10", "Content-Range: bytes 0-9/300000");
          out.write(bytes, 0, 10);
        });

    failsWith("answered 206");
  }

  @Test
  void rangeThatCannotBeHad_startsAgain() throws IOException {
    keep(bytes, 200_000);
    server.answer(
        (request, out) -> {
          if (request.from() > 0) {
            status(416, "Content-Range: bytes */100").to(request, out);
          } else {
            send(request, out, bytes, SIZE);
          }
        });

    downloads();

    assertThat(server.requests()).extracting(Request::from).containsExactly(200_000, 0);
  }

  @Test
  void wrongBytes_areThrownAwayAndNamed() {
    byte[] wrong = bytes(8, SIZE);
    server.answer(file(wrong));

    failsWith(sha256(wrong), sha256(bytes), "thrown away");

    assertThat(part()).isEmptyFile();
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {SIZE - 1, SIZE + 1, 0})
  void otherLength_isRefusedBeforeAnythingIsTaken(int length) {
    server.answer(
        (_, out) -> {
          head(out, 200, "Content-Length: " + length);
          out.write(bytes(8, length));
        });

    failsWith("has %,d bytes, but model.pt has 300,000".formatted(length));

    assertThat(part()).isEmptyFile();
  }

  @Test
  void otherTotal_isRefused() throws IOException {
    keep(bytes, 200_000);
    server.answer(
        (_, out) ->
            head(out, 206, "Content-Length: 5", "Content-Range: bytes 200000-200004/200005"));

    failsWith("has 200,005 bytes");
  }

  @Test
  void serverThatPromisesMoreThanItSends_isContinued() throws IOException {
    server.answer(
        (request, out) -> send(request, out, bytes, request.from() == 0 ? SIZE - 1 : SIZE));

    downloads();
  }

  @Test
  void serverThatSendsMoreThanTheFile_isStopped() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    server.answer(
        (_, out) -> {
          head(out, 200);
          try {
            while (true) {
              out.write(bytes(8, 65_536));
            }
          } catch (IOException e) {
            stopped.countDown();
          }
        });

    failsWith("sends more than the 300,000 bytes of model.pt");

    stopped.await();
    assertThat(part()).isEmptyFile();
    assertThat(updates).allMatch(done -> done <= SIZE);
  }

  @Test
  void bodyWithoutALength_isTaken() throws IOException {
    server.answer(
        (_, out) -> {
          head(out, 200);
          out.write(bytes);
        });

    downloads();
  }

  @Test
  void compressedBody_isRefused() {
    server.answer((_, out) -> head(out, 200, "Content-Encoding: gzip", "Content-Length: " + SIZE));

    failsWith("compressed (gzip)");
  }

  @Test
  void silentServer_isLeftAndAskedForTheRest() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    server.answer(
        (request, out) -> {
          send(request, out, bytes, request.from() == 0 ? 100_000 : SIZE);
          if (request.from() == 0) {
            end.await();
          }
        });

    downloads();

    end.countDown();
    assertThat(notes).singleElement().asString().contains("Nothing more came after 100,000");
    assertThat(server.requests()).extracting(Request::from).containsExactly(0, 100_000);
  }

  @Test
  void serverThatNeverAnswers_isGivenUp() {
    CountDownLatch end = new CountDownLatch(1);
    server.answer((_, _) -> end.await());

    failsWith("did not answer within 0.4 s", "Given up after 3 attempts", "nothing of it is here");

    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410, 418, 204, 304})
  void refusal_isFinal(int status) {
    server.answer(status(status, "WWW-Authenticate: Basic realm=\"test\""));

    failsWith("answered " + status, server.address("/a/model.pt").toString());

    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429, 408})
  void trouble_isTriedAgain(int status) throws IOException {
    AtomicInteger count = new AtomicInteger();
    server.answer(
        (request, out) -> {
          Answer answer = count.incrementAndGet() < ATTEMPTS ? status(status) : file(bytes);
          answer.to(request, out);
        });

    downloads();

    assertThat(notes).hasSize(ATTEMPTS - 1).allMatch(note -> note.contains("answered " + status));
  }

  @Test
  void troubleThatStays_isGivenUp() {
    server.answer(status(500));

    failsWith("answered 500", "Given up after 3 attempts");

    assertThat(server.requests()).hasSize(ATTEMPTS);
  }

  @Test
  void noServer_isSaid() throws IOException {
    server.close();

    failsWith("cannot be reached", "Given up after 3 attempts");
  }

  @Test
  void answerThatIsNoHttp_isSaid() {
    server.answer(
        (_, out) -> out.write("220 mail server\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

    failsWith("cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirect_isFollowedWithTheRange(int status) throws IOException {
    keep(bytes, 200_000);
    server.answer(
        (request, out) -> {
          Answer answer =
              request.target().equals("/b?key=1")
                  ? file(bytes)
                  : status(status, "Location: /b?key=1");
          answer.to(request, out);
        });

    downloads();

    assertThat(server.requests()).extracting(Request::from).containsExactly(200_000, 200_000);
  }

  @Test
  void redirectsInACircle_end() {
    server.answer((request, out) -> status(302, "Location: " + request.target()).to(request, out));

    failsWith("more than 8 times");

    assertThat(server.requests()).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://localhost/model.pt",
        "http://user:secret@localhost/model.pt",
        "http:///model.pt",
        "http://[bad",
        ""
      })
  void redirectToWhatIsNoWebAddress_isNotFollowed(String location) {
    server.answer(status(302, "Location: " + location));

    failsWith("leads to '" + location + "'");

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void secretsInAddresses_areNotShown() {
    server.answer(
        (request, out) -> {
          Answer answer =
              request.target().startsWith("/b")
                  ? status(403)
                  : status(302, "Location: /b?key=secret");
          answer.to(request, out);
        });

    assertThatThrownBy(this::download)
        .hasMessageContaining("/b?...")
        .hasMessageNotContaining("secret");
  }

  @Test
  void mirror_isAskedForTheSamePath() throws IOException {
    try (TestWebServer mirror = TestWebServer.start(file(bytes))) {
      download(Map.of(), mirror.address("/models/"));

      assertThat(mirror.requests())
          .extracting(Request::target)
          .containsExactly("/models/a/model.pt");
    }

    assertThat(Files.readAllBytes(target)).isEqualTo(bytes);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void folderThatCannotBeWritten_isSaid() throws IOException {
    Files.createDirectory(part());

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("Cannot write " + target);
  }
}
