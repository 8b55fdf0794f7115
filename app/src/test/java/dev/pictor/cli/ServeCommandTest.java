package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServeCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("at (http://127\\.0\\.0\\.1:\\d+)");

  @TempDir private Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Interruption interruption = new Interruption();

  private CompletableFuture<Integer> start(String... arguments) {
    TestShell shell = new TestShell(folder).set("PICTOR_MODEL", TestModels.micro().toString());
    PrintStream nothing =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    return CompletableFuture.supplyAsync(
        () -> shell.run("", nothing, messages, interruption, arguments));
  }

  private URI address(CompletableFuture<Integer> running) throws InterruptedException {
    Matcher matcher = ADDRESS.matcher("");
    while (!matcher.reset(err.toString(StandardCharsets.UTF_8)).find()) {
      assertThat(running).as(err.toString(StandardCharsets.UTF_8)).isNotDone();
      Thread.sleep(20);
    }
    return URI.create(matcher.group(1));
  }

  private static int status(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve("/health/live"))
              .timeout(Duration.ofSeconds(20))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void serve_isUpWithoutACollection_untilItIsInterrupted() throws Exception {
    CompletableFuture<Integer> running = start("serve", "--port", "0");

    assertThat(status(address(running))).isEqualTo(200);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("(lucene, DATABASE_URL is not set)");
    interruption.request();

    assertThat(running.get(60, TimeUnit.SECONDS)).isEqualTo(130);
  }

  @Test
  void serve_takesAModelOnceItCanBeUsed() throws Exception {
    Path model = Files.writeString(folder.resolve("late.pt"), "half a model");
    CompletableFuture<Integer> running = start("serve", "--port", "0", "--model", model.toString());
    URI address = address(running);
    says("The page is up, but cannot search: ");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("late.pt", "No restart is needed");
    assertThat(status(address)).isEqualTo(200);

    Files.copy(TestModels.micro(), model, StandardCopyOption.REPLACE_EXISTING);

    says("is ready (");
    interruption.request();
    assertThat(running.get(60, TimeUnit.SECONDS)).isEqualTo(130);
  }

  private void says(String text) throws InterruptedException {
    while (!err.toString(StandardCharsets.UTF_8).contains(text)) {
      Thread.sleep(20);
    }
  }

  @Test
  void demo_indexesIntoItsOwnCollectionAndServes() throws Exception {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    CompletableFuture<Integer> running = start("demo", "--pictures", "photos", "--port", "0");

    assertThat(status(address(running))).isEqualTo(200);
    interruption.request();

    assertThat(running.get(60, TimeUnit.SECONDS)).isEqualTo(130);
    assertThat(new TestShell(folder).run("status", "--collection", "demo", "--json").out())
        .contains("\"pictures\":1");
  }

  @Test
  void serve_beyondLoopbackNeedsATokenOrAWord() throws Exception {
    assertThat(start("serve", "--port", "0", "--host", "0.0.0.0").get(60, TimeUnit.SECONDS))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("PICTOR_TOKEN", "--no-auth");
  }
}
