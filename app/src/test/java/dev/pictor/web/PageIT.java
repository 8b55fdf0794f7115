package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.pictor.config.Secret;
import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page in a real browser.
@ExtendWith(SharedBrowser.class)
class PageIT {
  private static final ServerOptions ANY_PORT = new ServerOptions("127.0.0.1", 0, null, false);

  @TempDir private static Path folder;
  private static ServedPictures pictures;
  private static Browser browser;

  private final AtomicReference<ModelState> model = new AtomicReference<>();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private PictorServer server;

  @BeforeAll
  static void launch(Browser shared) throws IOException {
    browser = shared;
    pictures = ServedPictures.make(folder);
  }

  @AfterAll
  static void quit() {
    if (pictures != null) {
      pictures.close();
    }
  }

  @BeforeEach
  void serve() {
    model.set(pictures.ready());
    server = serve(ANY_PORT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PictorServer serve(ServerOptions options) {
    return PictorServer.start(
        options,
        pictures.storage,
        ServedPictures.COLLECTION,
        model::get,
        new Background(null),
        Map.of(),
        pictures.history);
  }

  private Page open(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    Page page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onRequest(request -> asked.add(URI.create(request.url()).getAuthority()));
    page.navigate(server.address().toString());
    return page;
  }

  @Test
  void search_showsPicturesWithoutLoadingThePageAgain() {
    try (Page page = open(new Browser.NewContextOptions())) {
      assertThat(page.getByRole(AriaRole.COMBOBOX)).isFocused();
      page.evaluate("window.stillHere = true");
      page.keyboard().type("a red disc");
      page.keyboard().press("Enter");

      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(page.locator("#status")).hasText("6 pictures for “a red disc”, best first");
      assertThat(page).hasTitle("a red disc · Pictor");
      assertThat(page).hasURL(Pattern.compile("/search\\?q=a(\\+|%20)red(\\+|%20)disc$"));
      assertThat(page.evaluate("window.stillHere")).isEqualTo(true);
      assertThat(shown(page.locator(".tile img"))).isEqualTo(6);
      assertThat(complaints).isEmpty();
      assertThat(asked).isNotEmpty().containsOnly(server.address().getAuthority());
    }
  }

  @Test
  void picture_hasAPageAndBackLeadsToTheResults() {
    try (Page page = open(new Browser.NewContextOptions())) {
      page.getByRole(AriaRole.COMBOBOX).fill("a red disc");
      page.keyboard().press("Enter");
      page.locator(".tile a", new Page.LocatorOptions().setHasText("red disc.png")).click();
      page.locator(".lightbox").waitFor();
      page.reload();

      assertThat(page.locator("h1")).hasText("red disc.png");
      assertThat(shown(page.locator(".frame img"))).isEqualTo(1);
      assertThat(page.evaluate("document.querySelector('.frame img').naturalWidth")).isEqualTo(300);

      page.goBack();
      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(page.locator("#q")).hasValue("a red disc");
      page.goBack();
      assertThat(page.locator("h1")).hasText("Find pictures by what they show");
      assertThat(page.locator("#q")).hasValue("");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void savedSearch_isAnAlbumOfTheHomePage() {
    try (Page page = open(new Browser.NewContextOptions())) {
      page.getByRole(AriaRole.COMBOBOX).fill("red + \"disc\"");
      page.keyboard().press("Enter");
      page.getByText("Save this search").click();
      page.getByLabel("A name for it").fill("Red & round");
      page.keyboard().press("Enter");

      assertThat(page.locator("h1")).hasText("Find pictures by what they show");
      assertThat(page.locator("[aria-labelledby=recent] a").first()).hasText("red + \"disc\"");
      page.locator(
              "[aria-labelledby=albums] a", new Page.LocatorOptions().setHasText("Red & round"))
          .click();
      assertThat(page.locator("#q")).hasValue("red + \"disc\"");
      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void page_worksWithoutJavaScript() {
    try (Page page = open(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      page.locator("#q").fill("blue");
      page.keyboard().press("Enter");
      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(page.locator("#q")).hasValue("blue");
      page.locator(".tile a").first().click();
      assertThat(page.locator(".picture h2").first()).hasText("Why it was found");
      assertThat(page.locator(".facts").first()).containsText("more than");
      page.locator(".back a").click();
      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void search_byAPicture_worksWithoutJavaScript() {
    try (Page page = open(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      page.getByText("By picture").click();
      page.locator("#picture").setInputFiles(pictures.photos.resolve("red disc.png"));
      page.locator(".upload form button").click();

      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(page.locator(".tile a").first()).containsText("red disc.png");
      page.locator(".tile a").last().click();
      page.getByText("More like this").click();
      assertThat(page.locator(".tile")).hasCount(5);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void morePictures_comeWhenTheyAreReached() {
    try (Page page = open(new Browser.NewContextOptions())) {
      page.setViewportSize(300, 200);
      page.navigate(server.address() + "/search?q=disc&k=4");
      assertThat(page.locator(".tile")).hasCount(4);
      page.locator(".more").scrollIntoViewIfNeeded();

      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(page.locator(".tiles")).hasCount(1);
      assertThat(page.locator(".more")).hasCount(0);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void hostileNamesAndQueries_stayText() {
    try (Page page = open(new Browser.NewContextOptions())) {
      page.onDialog(dialog -> complaints.add("dialog " + dialog.message()));
      page.locator("#q").fill("\"><img src=x onerror=alert(3)>");
      page.keyboard().press("Enter");
      assertThat(page.locator(".tile")).hasCount(6);
      page.locator(".tile a", new Page.LocatorOptions().setHasText("onerror")).click();
      assertThat(page.locator(".about h1")).hasText(ServedPictures.HOSTILE_NAME);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void failures_areFoundFromHomeWithoutJavaScriptAndStayText() {
    String hostile = "\"><img src=x onerror=alert(4)>" + "w".repeat(200) + ".png";
    FailureRoutesTest.put(
        pictures,
        List.of(
            FailureRoutesTest.failure(hostile, "<b>broken</b>", Instant.EPOCH, 2),
            FailureRoutesTest.failure("b.png", "the file is empty", Instant.now(), 1)));
    for (boolean script : List.of(true, false)) {
      Browser.NewContextOptions phone =
          new Browser.NewContextOptions().setViewportSize(360, 700).setJavaScriptEnabled(script);
      try (Page page = open(phone)) {
        page.onDialog(dialog -> complaints.add("dialog " + dialog.message()));
        page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName("2 files could not be read"))
            .click();

        assertThat(page).hasURL(Pattern.compile("/failures$"));
        assertThat(page).hasTitle("Files that could not be read · Pictor");
        Locator table =
            page.getByRole(
                AriaRole.TABLE,
                new Page.GetByRoleOptions().setName("Files that could not be read"));
        assertThat(table.getByRole(AriaRole.COLUMNHEADER))
            .hasText(new String[] {"File", "Folder", "Reason", "Last tried", "Attempts"});
        assertThat(table.getByRole(AriaRole.ROWHEADER)).hasText(new String[] {"b.png", hostile});
        assertThat(table.getByRole(AriaRole.CELL).nth(5)).hasText("<b>broken</b>");
        assertThat(page.getByRole(AriaRole.REGION)).hasAttribute("tabindex", "0");
        assertThat(page.getByRole(AriaRole.HEADING)).hasCount(1);
        if (script) {
          assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        }
        page.locator("#q").fill("blue");
        page.keyboard().press("Enter");
        assertThat(page.locator(".tile")).hasCount(6);
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void loadingModel_isWaitedForWithTheQueryInHand() {
    model.set(new ModelState.Loading("tiny-openai"));
    try (Page page = open(new Browser.NewContextOptions())) {
      assertThat(page.locator("h1")).hasText("The model is still loading");
      page.locator("#q").fill("green");
      page.keyboard().press("Enter");
      assertThat(page).hasURL(Pattern.compile("/search\\?q=green$"));

      model.set(pictures.ready());

      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(page.locator("#status")).hasText("6 pictures for “green”, best first");
    }
  }

  @Test
  void token_letsABrowserIn() {
    server.close();
    server = serve(new ServerOptions("127.0.0.1", 0, new Secret("let me in"), false));
    try (Page page = open(new Browser.NewContextOptions())) {
      page.getByLabel("Token").fill("wrong");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT)).hasText("This is not the token.");
      page.getByLabel("Token").fill("let me in");
      page.keyboard().press("Enter");
      assertThat(page.locator("#q")).isFocused();
      page.keyboard().type("red");
      page.keyboard().press("Enter");
      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(shown(page.locator(".tile img"))).isEqualTo(6);
    }
  }

  @Test
  void phone_showsEverythingWithinItsWidth() {
    try (Page page = open(new Browser.NewContextOptions().setViewportSize(360, 700))) {
      page.locator("#q").fill("red");
      page.keyboard().press("Enter");
      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 820, 1440})
  void closedPanels_takeTheRoomOfTheirButtonsOnly(int width) {
    try (Page page = open(new Browser.NewContextOptions().setViewportSize(width, 900))) {
      page.navigate(server.address() + SearchRoutes.searchUrl("red"));
      assertThat(page.locator("details.panel")).hasCount(2);
      for (Locator panel : page.locator("details.panel").all()) {
        BoundingBox button = panel.locator("summary").boundingBox();
        assertThat(panel.boundingBox().height).isEqualTo(button.height);
        assertThat(panel.boundingBox().width).isEqualTo(button.width);
      }
      page.getByText("Save this search").click();
      assertThat(page.getByLabel("A name for it")).isVisible();

      page.navigate(server.address() + "/library");
      BoundingBox card = page.locator("#job").boundingBox();
      BoundingBox action = page.locator("#job-action").boundingBox();
      assertThat(action.y + action.height).isLessThan(card.y + card.height);
    }
  }

  /// How many of these pictures have arrived and can be seen.
  private static int shown(Locator images) {
    int shown = 0;
    for (Locator image : images.all()) {
      image.scrollIntoViewIfNeeded();
      image.evaluate("image => image.decode()");
      shown += ((Integer) image.evaluate("image => image.naturalWidth")) > 0 ? 1 : 0;
    }
    return shown;
  }
}
