package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pictor.web.view.Trouble;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the page says when something does not work.
class TroubleIT extends BrowserTest {
  @Override
  boolean isMeant(String complaint) {
    return complaint.contains("Failed to load resource") || complaint.startsWith("error: htmx:");
  }

  private static ServerOptions port(int port) {
    return new ServerOptions("127.0.0.1", port, null, false);
  }

  private PictorServer serve(int port) {
    ServedPictures pictures = scenes.pictures();
    return pictures.serve(port(port), pictures.ready(), Map.of());
  }

  @Test
  void serverThatIsGone_isSaidAndAskedAgain() {
    PictorServer server = serve(0);
    int port = server.port();
    Page page = open(wide(), server, search(QUERY));
    Locator offline = page.locator("#offline");
    assertThat(page.locator(".tile").first()).isVisible();
    assertThat(offline).isHidden();

    server.close();
    page.locator("#q").fill("cat");
    page.keyboard().press("Enter");
    assertThat(offline).isVisible();
    assertThat(offline).hasAttribute("role", "alert");
    assertThat(offline).containsText("Pictor does not answer.");
    assertThat(page.locator(".tile").first()).isVisible();
    page.getByText("Try again").click();
    assertThat(offline).isVisible();

    try (PictorServer _ = serve(port)) {
      page.getByText("Try again").click();
      assertThat(page.locator("#status")).containsText("“cat”");
      assertThat(offline).isHidden();
    }
  }

  @Test
  void serverThatComesBack_isNoticed() {
    PictorServer server = serve(0);
    int port = server.port();
    Page page = open(wide(), server, "/");
    server.close();
    page.locator("#q").fill("cat");
    page.keyboard().press("Enter");
    assertThat(page.locator("#offline")).isVisible();

    try (PictorServer _ = serve(port)) {
      assertThat(page.locator("#status"))
          .containsText("“cat”", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
      assertThat(page.locator("#offline")).isHidden();
    }
  }

  @Test
  void smallCopyThatIsMissing_hasAPlaceholderWithItsName() {
    Page page = open(wide(), "/");
    page.route("**/thumbnail", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
    page.navigate(scenes.server().address() + search(QUERY));
    Locator first = page.locator(".tile .open").first();
    assertThat(first).hasClass(Pattern.compile("unseen"));
    assertThat(first.locator(".caption")).hasCSS("opacity", "1");
    double height = first.boundingBox().height;
    assertThat(height).isGreaterThan(100);
  }

  @Test
  void pictureThatCannotBeShown_isSaidInTheLightbox() {
    Page page = open(wide(), search(QUERY));
    page.route("**/file", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
    page.route("**/thumbnail*", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
    page.evaluate("document.querySelector('.tile img').src += '?gone'");
    page.locator(".tile .open").first().click();

    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("This picture cannot be shown.");
    assertThat(page.locator(".stage .unseen")).isVisible();
  }

  @Test
  void moreThatCannotCome_isSaidBelowThePicturesAndAskedAgain() {
    Page page = open(wide(), "/");
    boolean[] broken = {true};
    page.route(
        "**/search?*cursor=*",
        route -> {
          if (broken[0]) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(503)
                    .setContentType("text/html")
                    .setBody(stopped(route.request().url())));
          } else {
            route.resume();
          }
        });
    page.navigate(scenes.server().address() + search("type:jpeg") + "&k=4");
    Locator stopped = page.locator(".more.stopped");
    assertThat(stopped).containsText("cannot be looked up");
    assertThat(page.locator(".tile").first()).isVisible();
    int before = page.locator(".tile").count();

    broken[0] = false;
    stopped.getByText("Try again").click();
    assertThat(page.locator(".tile").nth(before)).isVisible();
    assertThat(page.locator(".more.stopped")).hasCount(0);
    page.unrouteAll();
  }

  /// As the server says it, see `StatesTest`.
  private static String stopped(String url) {
    return new Pages(new Assets())
        .moreTroubleFragment(
            new Trouble(
                "The pictures cannot be looked up right now", "The disk is gone.", null, url, 5));
  }
}
