package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a search shows, and what can be changed of it.
class ResultsIT extends BrowserTest {
  private static final String WATCH_SHIFTS =
      """
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          window.shifted += entry.hadRecentInput ? 0 : entry.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
      """;

  /// Of every row of several pictures but the last: how much they differ in height, and how far the
  /// row is from both sides.
  private static final String UNEVEN =
      """
      () => {
        const list = document.querySelector('.tiles').getBoundingClientRect();
        const rows = Map.groupBy(
            [...document.querySelectorAll('.tiles > .tile')].map((tile) => tile.getBoundingClientRect()),
            (box) => Math.round(box.top));
        return [...rows.values()].slice(0, -1).filter((row) => row.length > 1).map((row) => Math.max(
            Math.max(...row.map((box) => box.height)) - Math.min(...row.map((box) => box.height)),
            row[0].left - list.left,
            list.right - row.at(-1).right));
      }
      """;

  private static Locator tiles(Page page) {
    return page.locator(".tiles > .tile");
  }

  @Test
  void grid_hasEvenRowsAndNothingInItJumps() {
    for (Browser.NewContextOptions device : List.of(wide(), phone())) {
      Page page = open(device, "/");
      page.addInitScript(WATCH_SHIFTS);
      page.navigate(scenes.server().address() + search("type:jpeg") + "&collapse=false");
      int before = tiles(page).count();
      for (int screen = 0; screen < 60 && tiles(page).count() == before; screen++) {
        page.mouse().wheel(0, 300);
        page.waitForTimeout(50);
        // A reader is not faster than the server.
        assertThat(page.locator(".ahead[data-hx-revealed]")).hasCount(0);
      }
      assertThat(tiles(page).count()).as("pages that came").isGreaterThan(before);
      page.waitForTimeout(300);

      @SuppressWarnings("unchecked")
      List<Number> uneven = (List<Number>) page.evaluate(UNEVEN);
      assertThat(uneven).hasSizeGreaterThan(5);
      assertThat(uneven.stream().mapToDouble(Number::doubleValue).max().orElseThrow())
          .isLessThan(1.5);
      assertThat(((Number) page.evaluate("window.shifted")).doubleValue()).isLessThan(0.01);
    }
  }

  @Test
  void lessCertain_areFoldedAwayUntilTheyAreAskedFor() {
    Page page = open(wide(), search(QUERY));
    int certain = tiles(page).count();
    assertThat(page.locator("#status")).containsText(" relevant of 120 pictures for “" + QUERY);
    assertThat(certain).isBetween(1, 60);
    assertThat(page.locator(".divider")).hasCount(0);
    page.evaluate("window.stillHere = true");

    page.getByText(Pattern.compile("^Show [\\d,]+ that are less certain$")).click();
    assertThat(page.locator(".divider")).containsText("Less certain");
    assertThat(tiles(page).nth(certain)).isVisible();
    assertThat(page.evaluate("window.stillHere")).isEqualTo(true);

    page.getByText("Hide", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(tiles(page)).hasCount(certain);
    assertThat(page.locator(".divider")).hasCount(0);
  }

  @Test
  void lessCertain_canBeShownWithoutScript() {
    Page page = open(withoutScript(), search(QUERY));
    int certain = tiles(page).count();
    page.getByText(Pattern.compile("that are less certain$")).click();

    assertThat(page.locator(".divider")).hasCount(1);
    assertThat(tiles(page).nth(certain)).isAttached();
    page.getByText("More pictures").click();
    assertThat(page.locator(".divider")).hasCount(0);
    assertThat(tiles(page).first()).isVisible();
  }

  @Test
  void order_isChosenAboveThePictures() {
    for (Browser.NewContextOptions options : List.of(wide(), withoutScript())) {
      Page page = open(options, search(QUERY + " taken:2022.."));
      Locator order = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Order"));
      assertThat(order.locator("[aria-current=true]")).hasText("Best");

      order.getByText("Newest").click();
      assertThat(page.locator("#q")).hasValue(QUERY + " taken:2022.. sort:newest");
      assertThat(page.locator("#status")).containsText("newest first");
      assertThat(order.locator("[aria-current=true]")).hasText("Newest");
      order.getByText("Best").click();
      assertThat(page.locator("#q")).hasValue(QUERY + " taken:2022..");
    }
  }

  @Test
  void lookAlikes_areTogetherUnlessTheyAreWantedOneByOne() {
    Page page = open(wide(), search("type:jpeg") + "&k=110");
    int together = tiles(page).count();
    Locator group = page.locator(".tile:has(.alike)").first();
    int more = Integer.parseInt(group.locator("summary span").first().textContent().substring(1));
    group.locator("summary").click();
    assertThat(group.locator(".alike .open")).hasCount(more);
    assertThat(group.locator(".alike .open").first()).isVisible();

    page.getByText("One by one").click();
    assertThat(page.locator("[aria-current=true]").last()).hasText("One by one");
    assertThat(tiles(page).nth(together)).isAttached();
    assertThat(page.locator(".alike")).hasCount(0);
  }

  @Test
  void chips_removeAndSelectTheirPartOfTheQuery() {
    Page page = open(wide(), search("cat taken:2022..2024 AND -type:png"));
    Locator chips = page.locator(".chip");
    assertThat(chips.locator(".edit")).hasText(new String[] {"taken:2022..2024", "-type:png"});

    chips.first().locator(".edit").click();
    assertThat(page.locator("#q")).isFocused();
    assertThat(page.evaluate("getSelection().toString()")).isEqualTo("taken:2022..2024");

    chips.first().locator(".remove").click();
    assertThat(page.locator("#q")).hasValue("cat -type:png");
    chips.first().locator(".remove").click();
    assertThat(page.locator("#q")).hasValue("cat");
    assertThat(chips).hasCount(0);
  }

  @Test
  void results_workWithoutScript() {
    Page page = open(withoutScript(), search("cat taken:2022..2024"));
    page.locator(".chip .remove").click();
    assertThat(page.locator("#q")).hasValue("cat");
    String name = tiles(page).first().locator(".name").textContent();
    tiles(page).first().click();
    assertThat(page.locator("h1")).hasText(name);
  }
}
