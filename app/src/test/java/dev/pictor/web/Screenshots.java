package dev.pictor.web;

import static java.util.Comparator.naturalOrder;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.pictor.config.Secret;
import dev.pictor.demo.DemoPictures;
import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Takes pictures of every state of the page, of the demo's scenes, at three widths, light and
/// dark: to be looked at after a change of its looks.
///
/// `Screenshots FOLDER [SCENES [STATE...]]`
final class Screenshots {
  private static final List<Integer> WIDTHS = List.of(390, 820, 1440);
  private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
  private static final ServerOptions ANY_PORT = new ServerOptions("127.0.0.1", 0, null, false);

  private final Path folder;
  private final Browser browser;
  private final ServedPictures scenes;

  /// Which to take; none means all.
  private final List<String> states;

  private Screenshots(Path folder, Browser browser, ServedPictures scenes, List<String> states) {
    this.folder = folder;
    this.browser = browser;
    this.scenes = scenes;
    this.states = states;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DemoPictures.count();
    Path work = Files.createTempDirectory("pictor-screenshots");
    try (Chromium chromium = Chromium.launch();
        ServedPictures scenes = ServedPictures.scenes(work, count)) {
      addTrouble(scenes);
      List<String> states = Arrays.stream(arguments).skip(2).toList();
      new Screenshots(folder, chromium.browser(), scenes, states).take();
    }
  }

  /// Two files that cannot be read, and a copy of one that can.
  private static void addTrouble(ServedPictures scenes) throws IOException {
    Path whole;
    try (Stream<Path> files = Files.walk(scenes.photos)) {
      whole =
          files.filter(file -> file.toString().endsWith(".jpg")).min(naturalOrder()).orElseThrow();
    }
    byte[] content = Files.readAllBytes(whole);
    Path holiday = Files.createDirectories(scenes.photos.resolve("2025/Holiday"));
    Files.write(holiday.resolve("cut off.jpg"), Arrays.copyOf(content, 300));
    Files.writeString(holiday.resolve("notes.png"), "Not a picture at all.");
    Files.copy(whole, holiday.resolve("postcard.jpg"));
    scenes.index();
  }

  private void take() {
    scenes.history.recent().add(ServedPictures.COLLECTION, "a blue boat at sunset");
    scenes.history.recent().add(ServedPictures.COLLECTION, "castle in the snow");
    scenes.history.saved().add(ServedPictures.COLLECTION, "Cats", "cat");
    try (PictorServer server = scenes.serve()) {
      at(server, "home", "/", _ -> {});
      at(
          server,
          "suggestions",
          "/",
          page -> {
            page.locator("#q").pressSequentially("ca");
            page.locator("#suggestions li").first().waitFor();
            page.keyboard().press("ArrowDown");
          });
      at(server, "keys", "/", page -> page.evaluate("document.querySelector('.help').click()"));
      at(server, "upload", "/", page -> page.locator(".upload summary").click());
      at(server, "results", search("castle in the snow"), _ -> {});
      at(server, "filters", search("city at night taken:2022..2024 -type:png"), _ -> {});
      at(server, "marks", search("outer space"), Screenshots::mark);
      at(
          server,
          "less-certain",
          search("castle in the snow") + "&less=true",
          page -> page.locator(".divider").scrollIntoViewIfNeeded());
      at(server, "none-relevant", search("two cats"), _ -> {});
      at(server, "nothing", search("keyword:nobody"), _ -> {});
      at(server, "lightbox", search("castle in the snow"), page -> open(page, false));
      at(server, "lightbox-about", search("castle in the snow"), page -> open(page, true));
      at(server, "picture", firstPicture(server), _ -> {});
      at(server, "mistake", search("cat taken:soon"), _ -> {});
      at(server, "unseen", search("castle in the snow"), Screenshots::loseSmallCopies);
      at(
          server,
          "offline",
          search("castle in the snow"),
          page -> page.evaluate("document.getElementById('offline').hidden = false"));
      at(
          server,
          "drop",
          search("castle in the snow"),
          page -> page.evaluate("document.body.classList.add('dropping')"));
      at(server, "failures", "/failures", _ -> {});
      at(server, "library", "/library", _ -> {});
      at(server, "library-job", "/library", Screenshots::lookForChanges);
      at(server, "duplicates", DuplicatesRoutes.URL, Screenshots::findDuplicates);
      at(server, "api-docs", "/api/docs", _ -> {});
    }
    try (PictorServer server = scenes.serve(new ModelState.Loading("ViT-B-32"))) {
      at(server, "loading", "/", _ -> {});
    }
    try (PictorServer server =
        PictorServer.start(
            ANY_PORT,
            scenes.storage,
            "none",
            scenes::ready,
            new Background(null),
            Map.of(),
            scenes.history)) {
      at(server, "empty", "/", _ -> {});
    }
    try (PictorServer server =
        scenes.serve(
            new ServerOptions("127.0.0.1", 0, new Secret("let me in"), false),
            scenes.ready(),
            Map.of())) {
      at(server, "login", "/", _ -> {});
    }
  }

  private static void mark(Page page) {
    page.locator(".tile").first().hover();
    page.locator(".tile .mark.good").first().click();
    page.locator(".tile").nth(2).hover();
    page.locator(".tile .mark.bad").nth(2).click();
  }

  private static void open(Page page, boolean isKnowing) {
    page.locator(".tiles > .tile > .open").nth(1).click();
    page.locator(".lightbox[open]").waitFor();
    boolean knows = "true".equals(page.locator(".lightbox .info").getAttribute("aria-expanded"));
    if (knows != isKnowing) {
      page.keyboard().press("i");
    }
    page.waitForTimeout(300);
  }

  private static void lookForChanges(Page page) {
    page.getByText("Look for changes").click();
    page.getByText("Done: ").first().waitFor();
  }

  private static void findDuplicates(Page page) {
    if (page.locator(".group").count() == 0) {
      page.locator("main form button").click();
      page.locator(".group").first().waitFor();
    }
  }

  private static void loseSmallCopies(Page page) {
    page.evaluate(
        "for (const image of document.querySelectorAll('.tile img')) image.src = '/static/gone.jpg'");
    page.waitForTimeout(300);
  }

  private static String firstPicture(PictorServer server) {
    try (Client client = new Client(server)) {
      String results = client.get(search("castle in the snow")).body();
      int start = results.indexOf("/pictures/");
      return results.substring(start, results.indexOf('"', start));
    }
  }

  private static String search(String query) {
    return SearchRoutes.searchUrl(query);
  }

  private void at(PictorServer server, String name, String path, Consumer<Page> prepare) {
    if (!states.isEmpty() && !states.contains(name)) {
      return;
    }
    for (int width : WIDTHS) {
      for (ColorScheme scheme : SCHEMES) {
        try (BrowserContext context =
            browser.newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, width < 500 ? 844 : 900)
                    .setHasTouch(width < 500)
                    .setColorScheme(scheme)
                    .setReducedMotion(ReducedMotion.REDUCE))) {
          Page page = context.newPage();
          page.navigate(server.address() + path);
          page.waitForLoadState();
          prepare.accept(page);
          page.waitForTimeout(200);
          String file =
              "%s-%d-%s.png".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT));
          page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)));
        }
      }
    }
  }
}
