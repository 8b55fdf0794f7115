package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.pictor.store.PictureStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The library page in a real browser.
@ExtendWith(SharedBrowser.class)
class LibraryIT {
  /// What the page tells of a job from now on, without being loaded again, is in `told`.
  static final String NOTE_MESSAGES =
      """
      () => {
        window.told = [];
        const message = document.querySelector("[data-message]");
        new MutationObserver(() => told.push(message.textContent))
          .observe(message, {childList: true});
      }
      """;

  private static Browser browser;

  @TempDir private Path folder;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<BrowserContext> contexts = new ArrayList<>();
  private ServedPictures pictures;
  private PictorServer server;

  @BeforeAll
  static void launch(Browser shared) {
    browser = shared;
  }

  @BeforeEach
  void serve() throws IOException {
    pictures = ServedPictures.make(folder);
    server = pictures.serve();
  }

  @AfterEach
  void stop() {
    contexts.forEach(BrowserContext::close);
    server.close();
    pictures.close();
  }

  private Page open(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    contexts.add(context);
    Page page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.navigate(server.address().toString());
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Library")).click();
    assertThat(page.locator("h1")).hasText("Library");
    return page;
  }

  private static Browser.NewContextOptions withoutScript() {
    return new Browser.NewContextOptions().setJavaScriptEnabled(false);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator job(Page page) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName("Changes in the folders"));
  }

  private void drawMore(int count) throws IOException {
    for (int number = 0; number < count; number++) {
      pictures.draw("more/%d.png".formatted(number), 100 + number, 80, Color.CYAN);
    }
  }

  @Test
  void job_tellsItsProgressLiveAndItsPicturesAreFound() throws IOException {
    drawMore(30);
    try (Page page = open(new Browser.NewContextOptions())) {
      try (PictureStore _ = pictures.hold()) {
        button(page, "Look for changes").focus();
        page.keyboard().press("Enter");
        assertThat(job(page)).containsText("Waiting for the collection.");
        assertThat(job(page).getByRole(AriaRole.PROGRESSBAR)).isVisible();
        page.evaluate(NOTE_MESSAGES);
      }

      assertThat(job(page)).containsText("Done: 30 new pictures, 6 unchanged.");
      assertThat(page.locator("#status")).hasText("Done: 30 new pictures, 6 unchanged.");
      assertThat(page.locator(".lead")).hasText("36 pictures in 36 files of collection “made”");
      assertThat(page.locator(".chips")).containsText("more 30");
      assertThat((List<?>) page.evaluate("window.told"))
          .as("without loading the page again")
          .isNotEmpty();
      button(page, "Look for changes").click();
      assertThat(job(page)).containsText("Done: 0 new pictures, 36 unchanged.");

      page.locator(".chips a", new Page.LocatorOptions().setHasText("more")).click();
      assertThat(page.locator("#status")).containsText("30 pictures for");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void job_canBeCancelled() {
    try (Page page = open(new Browser.NewContextOptions())) {
      try (PictureStore _ = pictures.hold()) {
        button(page, "Look for changes").click();
        button(page, "Cancel").click();
        assertThat(job(page)).containsText("Stopping.");
      }

      assertThat(job(page)).containsText("Cancelled; what was stored stays");
      assertThat(button(page, "Look for changes")).isVisible();
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void job_worksWithoutJavaScript() throws IOException {
    drawMore(3);
    try (Page page = open(withoutScript())) {
      try (PictureStore _ = pictures.hold()) {
        button(page, "Look for changes").click();
        assertThat(job(page)).containsText("Waiting for the collection.");
      }

      assertThat(job(page))
          .containsText(
              "Done: 3 new pictures, 6 unchanged.",
              new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void failures_areTriedAgain() throws IOException {
    Path file = pictures.photos.resolve("late.png");
    pictures.draw("late.png", 90, 60, Color.CYAN);
    FailureRoutesTest.put(
        pictures,
        List.of(
            FailureRoutesTest.failure(
                "late.png", FailureRoutesTest.stamp(file), "the disk was busy", Instant.now(), 1)));
    try (Page page = open(new Browser.NewContextOptions())) {
      assertThat(
              page.getByRole(
                  AriaRole.LINK, new Page.GetByRoleOptions().setName("1 file could not be read")))
          .isVisible();
      button(page, "Look for changes").click();
      assertThat(job(page)).containsText("1 failed before and not tried again");

      button(page, "Try them again").click();

      assertThat(job(page)).containsText("Done: 1 new picture, 6 unchanged.");
      assertThat(page.getByText("Every file could be read.")).isVisible();
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void albums_showTheirFirstPicturesAndAreRenamedAndRemoved() {
    pictures.history.saved().add(ServedPictures.COLLECTION, "Red", "\"red disc\"");
    for (Browser.NewContextOptions options :
        List.of(new Browser.NewContextOptions(), withoutScript())) {
      try (Page page = open(options)) {
        Locator album = page.locator(".albums > li");
        assertThat(album).hasCount(1);
        Locator cover = album.locator("img").first();
        cover.scrollIntoViewIfNeeded();
        page.waitForLoadState();
        cover.click();
        assertThat(page.locator("#q")).hasValue("\"red disc\"");
        assertThat(page.locator(".tile")).hasCount(6);
        page.goBack();

        album.getByText("Change").click();
        album.getByRole(AriaRole.TEXTBOX).fill("Rot");
        page.keyboard().press("Enter");
        assertThat(page.locator(".albums .name")).hasText("Rot");
        page.locator(".albums summary").click();
        button(page, "Remove").click();
        assertThat(page.getByText("None yet.")).isVisible();
      }
      pictures.history.saved().add(ServedPictures.COLLECTION, "Red", "\"red disc\"");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void covers_arePictures() {
    pictures.history.saved().add(ServedPictures.COLLECTION, "Red", "\"red disc\"");
    try (Page page = open(new Browser.NewContextOptions())) {
      for (Locator cover : page.locator(".covers img").all()) {
        cover.scrollIntoViewIfNeeded();
        cover.evaluate("image => image.decode()");
        assertThat((Integer) cover.evaluate("image => image.naturalWidth")).isGreaterThan(50);
      }
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void duplicates_areFoundOnRequest() throws IOException {
    Files.copy(pictures.photos.resolve("wide.jpg"), pictures.photos.resolve("again.jpg"));
    pictures.index();
    for (Browser.NewContextOptions options :
        List.of(new Browser.NewContextOptions(), withoutScript())) {
      try (Page page = open(options)) {
        page.getByText("Copies, and pictures that hardly differ").click();
        page.locator("main form button").click();

        assertThat(page.locator(".group h2"))
            .containsText(
                "2 files that are the same to the bit",
                new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
        assertThat(page.locator(".where li"))
            .hasText(new String[] {"photos:again.jpg", "photos:wide.jpg"});
        page.locator(".group a").click();
        assertThat(page.locator("h1")).hasText("again.jpg");
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void goneDatabase_isSaidAndThePageComesBackByItself() throws IOException {
    server.close();
    Path commit = StatesTest.commit(folder.resolve("lucene").resolve(ServedPictures.COLLECTION));
    byte[] whole = Files.readAllBytes(commit);
    Files.write(commit, new byte[] {1, 2, 3});
    server = pictures.serve();
    try (Page page = open(new Browser.NewContextOptions())) {
      assertThat(page.locator("main h2").first())
          .hasText("The pictures cannot be looked up right now");
      assertThat(page.locator("main")).not().containsText("0 pictures");
      assertThat(page.locator("main")).not().containsText("No folder is registered");
      assertThat(button(page, "Look for changes")).hasCount(0);

      Files.write(commit, whole);

      assertThat(page.locator(".lead"))
          .hasText(
              "6 pictures in 6 files of collection “made”",
              new LocatorAssertions.HasTextOptions().setTimeout(20_000));
      assertThat(page.locator("header")).hasCount(1);
    }
  }

  @Test
  void phone_showsEverythingWithinItsWidthInTheDark() throws IOException {
    drawMore(2);
    pictures.draw("w".repeat(100) + "/one.png", 50, 50, Color.RED);
    pictures.index();
    pictures.history.saved().add(ServedPictures.COLLECTION, "w".repeat(100), "red");
    Browser.NewContextOptions phone =
        new Browser.NewContextOptions().setViewportSize(360, 700).setColorScheme(ColorScheme.DARK);
    try (Page page = open(phone)) {
      page.locator(".albums summary").click();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }
  }
}
