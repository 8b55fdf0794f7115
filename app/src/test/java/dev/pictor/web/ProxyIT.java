package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.pictor.config.Network;
import dev.pictor.config.Secret;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A real browser in front of a proxy that speaks https and serves everything below a prefix.
@ExtendWith(SharedBrowser.class)
class ProxyIT {
  private static final String PREFIX = "/pictures-app";

  private static Browser browser;

  @TempDir private Path folder;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void launch(Browser shared) {
    browser = shared;
  }

  @Test
  void everything_staysBelowThePrefixAndSecure() throws Exception {
    ServerOptions options =
        new ServerOptions(
            "127.0.0.1",
            0,
            new Secret("let me in"),
            false,
            List.of(Network.parse("127.0.0.1", "--trusted-proxy")));
    try (ServedPictures pictures = ServedPictures.make(folder);
        PictorServer server = pictures.serve(options, pictures.ready(), Map.of());
        TlsProxy proxy = new TlsProxy(server.address(), PREFIX, folder);
        BrowserContext context =
            browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))) {
      FailureRoutesTest.put(
          pictures, List.of(FailureRoutesTest.failure("x.png", "broken", Instant.EPOCH, 1)));
      pictures.draw("late.png", 70, 70, Color.CYAN);
      Page page = context.newPage();
      page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
      page.onPageError(complaints::add);
      page.onRequest(request -> asked.add(request.url()));

      page.navigate(proxy.origin() + PREFIX + "/");
      // The answer that asks for the token is a 401, which browsers complain about.
      complaints.clear();
      page.getByLabel("Token").fill("let me in");
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("Find pictures by what they show");
      assertThat(page).hasURL(proxy.origin() + PREFIX + "/");
      Cookie cookie = context.cookies().getFirst();
      assertThat(cookie.secure).isTrue();
      assertThat(cookie.path).isEqualTo(PREFIX);

      page.locator("#q").fill("a red disc");
      page.keyboard().press("Enter");
      assertThat(page.locator(".tile")).hasCount(6);
      assertThat(page.url()).startsWith(proxy.origin() + PREFIX + "/search?q=");
      page.reload();
      assertThat(page.locator(".tile")).hasCount(6);
      page.getByText("Save this search").click();
      page.getByLabel("A name for it").fill("Red");
      page.keyboard().press("Enter");
      page.locator("[aria-labelledby=albums] a").click();
      assertThat(page.locator(".tile")).hasCount(6);
      String picture = page.locator(".tile a").first().getAttribute("href");
      page.navigate(proxy.origin() + picture);
      assertThat(page.locator(".frame img")).isVisible();
      page.locator(".back a").click();
      assertThat(page.locator(".tile")).hasCount(6);

      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Library")).click();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Look for changes"))
          .click();
      assertThat(page.locator("#job")).containsText("Done: 1 new picture");
      page.getByText("1 file could not be read").click();
      assertThat(page.locator("table")).isVisible();
      page.locator(".upload summary").click();
      page.locator("#picture").setInputFiles(pictures.photos.resolve("red disc.png"));
      page.locator(".upload form button").click();
      assertThat(page.locator(".tile a").first()).containsText("red disc.png");

      assertThat(proxy.strays()).isEmpty();
      assertThat(asked)
          .allSatisfy(url -> assertThat(url).startsWith(proxy.origin() + PREFIX + "/"));
      assertThat(complaints).isEmpty();
    }
  }
}
