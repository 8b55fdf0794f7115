package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/// Visits scenes of the demo in a real browser. Nothing that a page does may be complained of
/// there, or ask another site.
@ExtendWith({SharedBrowser.class, SharedScenes.class})
abstract class BrowserTest {
  /// Of these scenes some are right and others are not.
  static final String QUERY = "city at night";

  final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<BrowserContext> contexts = new ArrayList<>();
  private Browser browser;
  SharedScenes.Served scenes;

  @BeforeEach
  void visit(Browser shared, SharedScenes.Served served) {
    browser = shared;
    scenes = served;
    scenes.pictures().history.recent().clear();
  }

  @AfterEach
  void leave() {
    contexts.forEach(BrowserContext::close);
    assertThat(complaints).allMatch(this::isMeant);
    assertThat(asked)
        .allMatch(authority -> authority == null || authority.startsWith("127.0.0.1:"));
  }

  /// Whether the browser complains of what a test makes fail.
  boolean isMeant(String complaint) {
    return false;
  }

  /// Opens an address of the scenes' server.
  final Page open(Browser.NewContextOptions options, String path) {
    return open(options, scenes.server(), path);
  }

  final Page open(Browser.NewContextOptions options, PictorServer server, String path) {
    BrowserContext context = browser.newContext(options);
    contexts.add(context);
    Page page = context.newPage();
    page.setDefaultTimeout(10_000);
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onRequest(request -> asked.add(URI.create(request.url()).getAuthority()));
    page.navigate(server.address() + path);
    return page;
  }

  static Browser.NewContextOptions wide() {
    return new Browser.NewContextOptions().setViewportSize(1280, 800);
  }

  static Browser.NewContextOptions phone() {
    return new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true);
  }

  static Browser.NewContextOptions withoutScript() {
    return wide().setJavaScriptEnabled(false);
  }

  static String search(String query) {
    return SearchRoutes.searchUrl(query);
  }
}
