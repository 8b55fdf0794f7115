package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/// What the search box offers.
class SuggestionsIT extends BrowserTest {
  private static Locator options(Page page) {
    return page.getByRole(AriaRole.LISTBOX).getByRole(AriaRole.OPTION);
  }

  private static Locator box(Page page) {
    return page.getByRole(AriaRole.COMBOBOX);
  }

  @Test
  void recentSearch_isSuggestedAndAskedAgain() {
    scenes.pictures().history.recent().add(ServedPictures.COLLECTION, "outer space");
    scenes.pictures().history.recent().add(ServedPictures.COLLECTION, "image:/etc/passwd space");
    Page page = open(wide(), "/");
    box(page).pressSequentially("spa");
    assertThat(options(page).first()).hasText("outer space ");
    assertThat(page.getByRole(AriaRole.LISTBOX)).not().containsText("passwd");
    assertThat(box(page)).hasAttribute("aria-expanded", "true");

    page.keyboard().press("ArrowDown");
    assertThat(box(page)).hasAttribute("aria-activedescendant", "suggestion-0");
    assertThat(options(page).first()).hasAttribute("aria-selected", "true");
    page.keyboard().press("Enter");

    assertThat(page.locator("#status")).containsText("for “outer space”");
    assertThat(box(page)).hasValue("outer space");
    assertThat(page.locator("#suggestions")).isHidden();
  }

  @Test
  void filter_isSuggestedWithItsMeaning_andThenItsValues() {
    Page page = open(wide(), "/");
    box(page).pressSequentially("cat ori");
    assertThat(options(page).first())
        .hasText("orientation: higher than wide, wider than high, or neither");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(box(page)).hasValue("cat orientation:");
    assertThat(options(page)).hasText(new String[] {"portrait ", "landscape ", "square "});
    page.keyboard().press("ArrowUp");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Enter");

    assertThat(box(page)).hasValue("cat orientation:landscape ");
    page.keyboard().press("Enter");
    assertThat(page.locator(".chip .edit")).hasText("orientation:landscape");
  }

  @Test
  void folder_isSuggestedByTheCollection() {
    Page page = open(wide(), "/");
    box(page).pressSequentially("folder:");
    assertThat(options(page).first()).hasText("pictures ");
    options(page).first().click();
    assertThat(box(page)).hasValue("folder:pictures ");
    assertThat(box(page)).isFocused();
  }

  @Test
  void suggestions_closeAndLeaveWhatWasTyped() {
    Page page = open(wide(), "/");
    box(page).pressSequentially("ty");
    assertThat(options(page)).hasCount(1);
    page.keyboard().press("Escape");
    assertThat(page.locator("#suggestions")).isHidden();
    assertThat(box(page)).hasValue("ty");
    page.keyboard().press("ArrowDown");
    assertThat(options(page)).hasCount(1);
    page.keyboard().press("Tab");
    assertThat(page.locator("#suggestions")).isHidden();
    assertThat((Boolean) page.evaluate("document.activeElement.matches('.search button')"))
        .isTrue();
  }
}
