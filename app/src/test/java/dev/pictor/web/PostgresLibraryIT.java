package dev.pictor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pictor.store.postgres.PostgresStorage;
import dev.pictor.store.postgres.TestDatabase;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser, where the pictures are in PostgreSQL.
@ExtendWith(SharedBrowser.class)
class PostgresLibraryIT {
  @TempDir private Path folder;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final TestDatabase database = TestDatabase.open();
  private ServedPictures pictures;
  private PictorServer server;

  @BeforeEach
  void serve() throws IOException {
    pictures = ServedPictures.make(folder, PostgresStorage.open(database.url(), database.schema()));
    server = pictures.serve();
  }

  @AfterEach
  void stop() {
    server.close();
    pictures.close();
    database.close();
  }

  /// Until it is closed no run of indexing begins.
  private Connection hold() throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT FROM %s.collection FOR UPDATE".formatted(database.schema()));
    }
    return connection;
  }

  @Test
  void job_tellsItsProgressLiveAndItsPicturesAreFound(Browser browser) throws Exception {
    for (int number = 0; number < 30; number++) {
      pictures.draw("more/%d.png".formatted(number), 100 + number, 80, Color.CYAN);
    }
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
      page.onPageError(complaints::add);
      page.navigate(server.address() + "/library");
      assertThat(page.locator("main")).containsText("postgresql");
      Locator job =
          page.getByRole(
              AriaRole.REGION, new Page.GetByRoleOptions().setName("Changes in the folders"));
      try (Connection _ = hold()) {
        page.getByText("Look for changes").click();
        assertThat(job).containsText("Waiting for the collection.");
        page.evaluate(LibraryIT.NOTE_MESSAGES);
      }

      assertThat(job).containsText("Done: 30 new pictures, 6 unchanged.");
      assertThat((List<?>) page.evaluate("window.told"))
          .as("without loading the page again")
          .isNotEmpty();
      page.locator(".chips a", new Page.LocatorOptions().setHasText("more")).click();
      assertThat(page.locator("#status")).containsText("30 pictures for");
      page.locator(".tile .open").first().click();
      assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
      page.waitForFunction("document.querySelector('.stage img').naturalWidth > 50");
    }
    assertThat(complaints).isEmpty();
  }
}
