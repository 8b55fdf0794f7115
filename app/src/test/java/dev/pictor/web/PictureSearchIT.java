package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Searching by a picture.
class PictureSearchIT extends BrowserTest {
  /// Hands a file to the page, as a drop or from the clipboard.
  private static final String HAND =
      """
      ([type, name, content]) => {
        const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
        if (type === 'paste') {
          document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }));
        } else {
          document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer: transfer, bubbles: true }));
          const isShown = document.querySelector('.drop').checkVisibility();
          document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
          return isShown;
        }
        return null;
      }
      """;

  @Override
  boolean isMeant(String complaint) {
    return complaint.contains("422");
  }

  private Path picture() throws IOException {
    try (Stream<Path> files = Files.walk(scenes.pictures().photos)) {
      return files
          .filter(file -> file.toString().endsWith(".jpg"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  /// @return whether the page said that the file may be dropped; null where it is pasted
  private static Object hand(Page page, String type, byte[] content) {
    return page.evaluate(
        HAND, new Object[] {type, "mine.jpg", Base64.getEncoder().encodeToString(content)});
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop", "paste"})
  void picture_findsOthersAndIsRefinedByWords(String way) throws IOException {
    Page page = open(wide(), "/");
    Object shown = hand(page, way, Files.readAllBytes(picture()));
    assertThat(shown).isEqualTo(way.equals("drop") ? true : null);

    assertThat(page.locator(".tile .open").first()).isVisible();
    assertThat(page.locator(".tile .name").first()).hasText(picture().getFileName().toString());
    assertThat(page).hasURL(Pattern.compile("/search\\?q=upload%3A[0-9a-f]{32}$"));
    Locator chip = page.locator(".chip");
    assertThat(chip.locator(".edit")).hasText("Like your picture");
    assertThat((Boolean) chip.locator("img").evaluate("image => image.decode().then(() => true)"))
        .isTrue();

    page.locator("#q").press("End");
    page.locator("#q").pressSequentially(" at night");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("\\+at\\+night|%20at%20night"));
    assertThat(chip).hasCount(1);
    chip.locator(".remove").click();
    assertThat(page.locator("#q")).hasValue("at night");
    assertThat(chip).hasCount(0);
  }

  @Test
  void file_thatIsNoPictureIsRefusedInThePage() {
    Page page = open(wide(), "/");
    page.evaluate("window.stillHere = true");
    hand(page, "drop", "no picture".getBytes(StandardCharsets.UTF_8));

    assertThat(page.locator(".notice h1")).hasText("Pictor cannot search with this");
    assertThat(page.evaluate("window.stillHere")).isEqualTo(true);
  }

  @Test
  void picture_ofTheCollectionIsAChipToo() {
    Page page = open(wide(), search(QUERY));
    page.locator(".tile .open").first().click();
    page.getByText("More like this").first().click();

    assertThat(page.locator(".chip .edit")).hasText("Like this picture");
    assertThat(page.locator(".tile .open").first()).isVisible();
  }
}
