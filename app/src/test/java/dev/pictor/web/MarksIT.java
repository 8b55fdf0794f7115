package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Calling hits right or wrong.
class MarksIT extends BrowserTest {
  private static Locator mark(Page page, int tile, String kind) {
    return page.locator(".tiles > .tile").nth(tile).locator(".mark." + kind);
  }

  @Test
  void marks_areInTheAddressAndRefineTheSearch() {
    Page page = open(wide(), search(QUERY));
    assertThat(page.locator(".marks")).isHidden();
    String good = page.locator(".tiles > .tile").first().getAttribute("data-picture");
    String bad = page.locator(".tiles > .tile").nth(1).getAttribute("data-picture");

    page.locator(".tiles > .tile").first().hover();
    mark(page, 0, "good").click();
    page.locator(".tiles > .tile").nth(1).hover();
    mark(page, 1, "good").click();
    mark(page, 1, "bad").click();
    assertThat(mark(page, 0, "good")).hasAttribute("aria-pressed", "true");
    assertThat(mark(page, 1, "good")).hasAttribute("aria-pressed", "false");
    assertThat(page.locator(".marks")).containsText("1 right, 1 wrong");
    assertThat(page).hasURL(Pattern.compile("&good=" + good + "&bad=" + bad + "$"));

    page.getByText("Search again with 2 marks").click();
    assertThat(mark(page, 0, "good")).hasAttribute("aria-pressed", "true");
    assertThat(page.locator(".tiles > .tile").first()).hasAttribute("data-picture", good);
    assertThat(page.locator(".marks")).containsText("1 right, 1 wrong");
    page.getByText("Clear marks").click();
    assertThat(page.locator(".marks")).isHidden();
    assertThat(page).not().hasURL(Pattern.compile("good="));
  }

  @Test
  void marks_areMadeInTheLightboxToo() {
    Page page = open(wide(), search(QUERY));
    page.locator(".tiles > .tile > .open").nth(1).click();
    page.keyboard().press("g");
    assertThat(page.locator(".lightbox .mark.good")).hasAttribute("aria-pressed", "true");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator(".lightbox .mark.good")).hasAttribute("aria-pressed", "false");
    page.locator(".lightbox .mark.bad").click();
    page.keyboard().press("Escape");

    assertThat(page.locator(".lightbox")).isHidden();
    assertThat(mark(page, 1, "good")).hasAttribute("aria-pressed", "true");
    assertThat(mark(page, 2, "bad")).hasAttribute("aria-pressed", "true");
    assertThat(page).hasURL(Pattern.compile("/search\\?q=.*&good=[0-9a-f]{32}&bad=[0-9a-f]{32}$"));
  }

  @Test
  void filtersAlone_cannotBeRefinedByMarks() {
    Page page = open(wide(), search("type:jpeg"));
    assertThat(page.locator(".tile").first()).isVisible();
    assertThat(page.locator(".tile .mark").first()).isHidden();
    assertThat(page.locator(".marks")).hasCount(0);
  }
}
