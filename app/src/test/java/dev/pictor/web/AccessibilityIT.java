package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.pictor.config.Secret;
import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every state of the page against the rules of axe: WCAG 2.2 A and AA, and its best practices.
class AccessibilityIT extends BrowserTest {
  private static final ServerOptions ANY_PORT = new ServerOptions("127.0.0.1", 0, null, false);

  /// All that depends on the colours.
  private static final List<String> COLOUR_RULES = List.of("color-contrast", "link-in-text-block");

  private static Browser.NewContextOptions options() {
    // Nothing is looked at while it fades in.
    return wide().setReducedMotion(ReducedMotion.REDUCE).setBypassCSP(true);
  }

  @Override
  boolean isMeant(String complaint) {
    return complaint.contains("Failed to load resource") || complaint.startsWith("error: htmx:");
  }

  private static void requireAccessible(Page page, String state) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    requireNone(new AxeBuilder(page).withRules(COLOUR_RULES), state + ", dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    requireNone(new AxeBuilder(page), state);
  }

  /// In the page itself: it has no frames, which are what another page would be opened for.
  private static void requireNone(AxeBuilder rules, String state) {
    List<String> violations =
        rules.setLegacyMode(true).analyze().getViolations().stream()
            .map(
                rule ->
                    "%s: %s: %s"
                        .formatted(
                            rule.getId(),
                            rule.getHelp(),
                            rule.getNodes().stream().map(CheckedNode::getHtml).toList()))
            .toList();
    assertThat(violations).as(state).isEmpty();
  }

  @Test
  void page_followsTheRules() {
    scenes.pictures().history.recent().add(ServedPictures.COLLECTION, "outer space");
    Page page = open(options(), "/");
    assertThat(page.locator("h1")).isVisible();
    requireAccessible(page, "home");

    page.locator("#q").pressSequentially("t");
    assertThat(page.locator("#suggestions li").first()).isVisible();
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("[aria-selected=true]")).isVisible();
    requireAccessible(page, "suggestions");
    page.keyboard().press("Escape");

    page.getByText("By picture").click();
    requireAccessible(page, "search by picture");
    page.keyboard().press("Escape");
    page.locator(".help").click();
    requireAccessible(page, "keys");

    page.navigate(scenes.server().address() + search(QUERY + " taken:2022..2025 -type:gif"));
    requireAccessible(page, "results");
    page.locator(".tile .open").first().hover();
    requireAccessible(page, "a result under the mouse");
    page.getByText("that are less certain").click();
    assertThat(page.locator(".divider")).isVisible();
    requireAccessible(page, "less certain results");

    page.locator(".tile .open").first().click();
    assertThat(page.locator(".about h1")).isVisible();
    requireAccessible(page, "lightbox");
    page.reload();
    assertThat(page.locator(".picture h1")).isVisible();
    requireAccessible(page, "picture");
    page.navigate(scenes.server().address() + "/failures");
    requireAccessible(page, "failures");
  }

  @Test
  void library_followsTheRules() {
    scenes.pictures().history.saved().add(ServedPictures.COLLECTION, "Space", "outer space");
    Page page = open(options(), "/library");
    assertThat(page.locator(".albums > li")).isVisible();
    requireAccessible(page, "library");
    page.locator(".albums summary").click();
    requireAccessible(page, "album that is changed");
    page.getByText("Look for changes").click();
    assertThat(page.locator("#status")).containsText("Done: ");
    requireAccessible(page, "job that is done");

    page.navigate(scenes.server().address() + DuplicatesRoutes.URL);
    requireAccessible(page, "duplicates");
    page.locator("main form button").click();
    assertThat(page.locator(".group").first()).isVisible();
    requireAccessible(page, "groups of duplicates");
    page.navigate(scenes.server().address() + "/api/docs");
    requireAccessible(page, "the API's docs");
  }

  @Test
  void trouble_followsTheRules() {
    ServedPictures pictures = scenes.pictures();
    Page page = open(options(), search("keyword:nobody"));
    assertThat(page.locator(".nothing p")).hasText("No picture passes the filters.");
    requireAccessible(page, "nothing found");
    for (String path : List.of("/search?q=", "/search?q=taken%3Asoon", "/nowhere")) {
      page.navigate(scenes.server().address() + path);
      requireAccessible(page, path);
    }
    page.evaluate("document.getElementById('offline').hidden = false");
    requireAccessible(page, "offline");

    Stream.of(
            new ModelState.Loading("ViT-B-32"),
            new ModelState.Failed("ViT-B-32", "No such file; pass --model PATH."))
        .forEach(
            state -> {
              try (PictorServer server = pictures.serve(state)) {
                page.navigate(server.address().toString());
                assertThat(page.locator(".notice h1")).isVisible();
                requireAccessible(page, state.toString());
              }
            });
    try (PictorServer server =
        PictorServer.start(
            ANY_PORT,
            pictures.storage,
            "none",
            pictures::ready,
            new Background(null),
            Map.of(),
            pictures.history)) {
      page.navigate(server.address().toString());
      assertThat(page.locator("h1")).hasText("Nothing is indexed yet");
      requireAccessible(page, "nothing indexed");
    }
    try (PictorServer server =
        pictures.serve(
            new ServerOptions("127.0.0.1", 0, new Secret("let me in"), false),
            pictures.ready(),
            Map.of())) {
      page.navigate(server.address().toString());
      requireAccessible(page, "log in");
      page.getByLabel("Token").fill("wrong");
      page.keyboard().press("Enter");
      assertThat(page.locator(".refused")).hasText("This is not the token.");
      requireAccessible(page, "refused");
    }
  }

  @Test
  void reducedMotion_leavesNothingThatMovesFast() {
    Page page = open(options(), search(QUERY));
    assertThat(page.locator(".caption").first()).hasCSS("transition-duration", "0s");
  }
}
