package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A picture over the results.
class LightboxIT extends BrowserTest {
  private static Locator lightbox(Page page) {
    return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Picture"));
  }

  private static Locator tiles(Page page) {
    return page.locator(".tiles > .tile > .open");
  }

  private static String name(Locator tile) {
    return tile.locator(".name").textContent();
  }

  /// Waits for the picture itself, in place of its small copy.
  private static void awaitPicture(Page page, Locator tile) {
    assertThat(lightbox(page).locator(".stage img"))
        .hasAttribute("src", tile.getAttribute("data-image"));
  }

  @Test
  void picture_opensOverTheResultsAndHasItsOwnAddress() {
    Page page = open(wide(), search(QUERY));
    page.evaluate("window.stillHere = true");
    Locator second = tiles(page).nth(1);
    second.click();

    assertThat(lightbox(page)).isVisible();
    awaitPicture(page, second);
    assertThat(page).hasURL(Pattern.compile("/pictures/[0-9a-f]{32}\\?q=city"));
    assertThat(page).hasTitle(name(second) + " · Pictor");
    assertThat(lightbox(page).getByRole(AriaRole.HEADING).first()).hasText(name(second));
    assertThat(lightbox(page).locator(".about"))
        .containsText(
            Pattern.compile("Why it was found.*more than.*Taken.*Size.*Path", Pattern.DOTALL));
    assertThat(lightbox(page).getByText("More like this")).isVisible();
    assertThat(lightbox(page).getByText("Original")).isVisible();
    assertThat(lightbox(page).getByText("Download")).hasAttribute("download", name(second));

    page.goBack();
    assertThat(lightbox(page)).isHidden();
    assertThat(page).hasTitle(QUERY + " · Pictor");
    assertThat(second).isFocused();
    assertThat(page.evaluate("window.stillHere")).isEqualTo(true);

    page.goForward();
    assertThat(lightbox(page)).isVisible();
    page.keyboard().press("Escape");
    assertThat(lightbox(page)).isHidden();
    assertThat(page).hasURL(Pattern.compile("/search\\?q=city"));
    assertThat(page.evaluate("window.stillHere")).isEqualTo(true);
  }

  @Test
  void results_ofATypedSearchStayWhenItCloses() {
    Page page = open(wide(), "/");
    page.locator("#q").fill(QUERY);
    page.keyboard().press("Enter");
    tiles(page).first().click();
    assertThat(lightbox(page)).isVisible();
    page.evaluate("window.stillHere = true");

    lightbox(page).locator(".close").click();

    assertThat(lightbox(page)).isHidden();
    assertThat(page).hasURL(Pattern.compile("/search\\?q=city"));
    assertThat(page.evaluate("window.stillHere")).isEqualTo(true);
    page.goBack();
    assertThat(page.locator("main h1")).hasText("Find pictures by what they show");
  }

  @Test
  void reload_showsThePicturesPage() {
    Page page = open(wide(), search(QUERY));
    tiles(page).first().click();
    assertThat(page).hasURL(Pattern.compile("/pictures/"));
    String name = name(tiles(page).first());

    page.reload();
    assertThat(page.locator(".picture h1")).hasText(name);
    page.goBack();
    assertThat(tiles(page).first()).isVisible();
  }

  @Test
  void neighbours_goOnBehindTheLastOneOfAPage() {
    Page page = open(wide(), search("type:jpeg") + "&k=3&collapse=false");
    page.locator(".more").waitFor();
    tiles(page).first().click();
    assertThat(lightbox(page).locator(".previous")).isDisabled();
    for (int number = 2; number <= 8; number++) {
      page.keyboard().press("ArrowRight");
      assertThat(lightbox(page).locator(".count")).hasText(Pattern.compile("^" + number + " of "));
      assertThat(lightbox(page).locator(".stage img"))
          .hasAttribute("alt", name(tiles(page).nth(number - 1)));
    }
    page.keyboard().press("ArrowLeft");
    assertThat(lightbox(page).locator(".count")).hasText(Pattern.compile("^7 of "));
    lightbox(page).locator(".next").click();
    assertThat(lightbox(page).locator(".count")).hasText(Pattern.compile("^8 of "));

    page.goBack();
    assertThat(tiles(page).nth(7)).isFocused();
  }

  @Test
  void lastPicture_hasNoNext() {
    Page page = open(wide(), search(QUERY));
    int count = tiles(page).count();
    tiles(page).nth(count - 1).click();

    assertThat(lightbox(page).locator(".next")).isDisabled();
    assertThat(lightbox(page).locator(".count")).hasText(count + " of " + count);
  }

  @Test
  void zoom_byKeysWheelAndDoubleClickMovesUnderTheMouse() {
    Page page = open(wide(), search("type:jpeg"));
    tiles(page).first().click();
    Locator stage = lightbox(page).locator(".stage");
    Locator scale = lightbox(page).locator(".scale");
    awaitPicture(page, tiles(page).first());
    double fitting = percent(scale);

    page.keyboard().press("+");
    assertThat(percent(scale)).isGreaterThan(fitting);
    page.keyboard().press("1");
    assertThat(scale).hasText("100 %");
    page.keyboard().press("0");
    assertThat(scale).hasText(Math.round(fitting) + " %");

    stage.hover();
    page.mouse().wheel(0, -800);
    assertThat(stage).hasClass(Pattern.compile("zoomed"));
    String before = transform(page);
    var box = stage.boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    page.mouse().move(x, y);
    page.mouse().down();
    page.mouse().move(x - 40, y - 30);
    page.mouse().up();
    assertThat(transform(page)).isNotEqualTo(before);
    stage.dblclick();
    assertThat(stage).not().hasClass(Pattern.compile("zoomed"));
  }

  private static double percent(Locator scale) {
    return Double.parseDouble(scale.textContent().replace(" %", ""));
  }

  private static String transform(Page page) {
    return (String) page.evaluate("document.querySelector('.stage img').style.transform");
  }

  @Test
  void fingers_swipeAndPinch() {
    Page page = open(phone(), search("type:jpeg"));
    tiles(page).first().tap();
    assertThat(lightbox(page).locator(".count")).hasText(Pattern.compile("^1 of "));
    assertThat(lightbox(page).locator(".about")).isHidden();

    touch(page, List.of(List.of(300, 400)), List.of(List.of(60, 410)));
    assertThat(lightbox(page).locator(".count")).hasText(Pattern.compile("^2 of "));
    touch(page, List.of(List.of(60, 400)), List.of(List.of(300, 390)));
    assertThat(lightbox(page).locator(".count")).hasText(Pattern.compile("^1 of "));
    touch(
        page,
        List.of(List.of(180, 400), List.of(210, 400)),
        List.of(List.of(80, 400), List.of(310, 400)));
    assertThat(lightbox(page).locator(".stage")).hasClass(Pattern.compile("zoomed"));

    lightbox(page).locator(".info").tap();
    assertThat(lightbox(page).locator(".about")).isVisible();
  }

  /// Fingers that go down here, move and are lifted there.
  private static void touch(Page page, List<List<Integer>> from, List<List<Integer>> to) {
    page.evaluate(
        """
        ([from, to]) => {
          const stage = document.querySelector('.stage');
          const send = (type, [x, y], id) => stage.dispatchEvent(new PointerEvent(type, {
            pointerId: 10 + id, pointerType: 'touch', isPrimary: id === 0, bubbles: true,
            clientX: x, clientY: y, button: type === 'pointermove' ? -1 : 0 }));
          stage.setPointerCapture = () => {};
          from.forEach((point, id) => send('pointerdown', point, id));
          to.forEach((point, id) => send('pointermove', point, id));
          to.forEach((point, id) => send('pointerup', point, id));
        }""",
        List.of(from, to));
  }

  @Test
  void keys_showAndHideWhatIsKnown() {
    Page page = open(wide(), search(QUERY));
    tiles(page).first().click();
    assertThat(lightbox(page).locator(".about")).isVisible();
    page.keyboard().press("i");
    assertThat(lightbox(page).locator(".about")).isHidden();
    assertThat(lightbox(page).locator(".info")).hasAttribute("aria-expanded", "false");
  }

  @Test
  void fact_leadsToPicturesThatShareIt() {
    Page page = open(wide(), search(QUERY));
    tiles(page).first().click();
    lightbox(page).locator(".facts a").first().click();

    assertThat(page).hasURL(Pattern.compile("/search\\?q=taken%3A20\\d\\d-\\d\\d-\\d\\d"));
    assertThat(tiles(page).first()).isVisible();
  }
}
