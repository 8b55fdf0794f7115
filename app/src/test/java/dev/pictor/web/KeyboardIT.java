package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/// The page without a mouse.
class KeyboardIT extends BrowserTest {
  @Test
  void search_viewingAndBack_needKeysOnly() {
    Page page = open(wide(), "/");
    Locator tiles = page.locator(".tiles > .tile > .open");
    page.keyboard().type(QUERY);
    page.keyboard().press("Enter");
    assertThat(tiles.first()).isVisible();
    page.keyboard().press("Escape");
    page.evaluate("document.activeElement.blur()");

    page.keyboard().press("ArrowRight");
    assertThat(tiles.first()).isFocused();
    page.keyboard().press("ArrowRight");
    assertThat(tiles.nth(1)).isFocused();
    page.keyboard().press("ArrowLeft");
    assertThat(tiles.first()).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator(".lightbox")).isVisible();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Escape");
    assertThat(page.locator(".lightbox")).isHidden();
    assertThat(tiles.nth(1)).isFocused();

    page.keyboard().press("/");
    assertThat(page.locator("#q")).isFocused();
    page.keyboard().type("cat");
    assertThat(page.locator("#q")).hasValue("cat");
  }

  @Test
  void upAndDown_leadToTheRowAboveAndBelow() {
    Page page = open(wide(), search("type:jpeg"));
    Locator tiles = page.locator(".tiles > .tile > .open");
    tiles.nth(1).focus();
    double from = top(tiles.nth(1));

    page.keyboard().press("ArrowDown");
    Locator below = page.locator(".open:focus");
    assertThat(top(below)).isGreaterThan(from + 100);
    assertThat(below.boundingBox().x).isLessThan(600);

    page.keyboard().press("ArrowUp");
    assertThat(top(page.locator(".open:focus"))).isEqualTo(from);
    page.evaluate("document.activeElement.blur()");
    assertThat(page.locator(".open:focus")).hasCount(0);
  }

  /// In the page, wherever it is scrolled to.
  private static double top(Locator link) {
    return ((Number) link.evaluate("link => link.getBoundingClientRect().top + scrollY"))
        .doubleValue();
  }

  @Test
  void questionMark_showsTheKeys_andSoDoesAButtonWithoutScript() {
    Page page = open(wide(), "/");
    Locator keys = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Keys"));
    page.keyboard().type("a?");
    assertThat(keys).isHidden();
    assertThat(page.locator("#q")).hasValue("a?");
    page.evaluate("document.activeElement.blur()");

    page.keyboard().press("?");
    assertThat(keys).isVisible();
    assertThat(keys).containsText("to the search box");
    page.keyboard().press("Escape");
    assertThat(keys).isHidden();

    Page plain = open(withoutScript(), "/");
    plain.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keys")).click();
    assertThat(plain.locator("#keys")).isVisible();
  }
}
