package dev.pictor.web;

import dev.pictor.web.view.ApiPage;
import dev.pictor.web.view.DuplicatesPage;
import dev.pictor.web.view.FailuresPage;
import dev.pictor.web.view.Home;
import dev.pictor.web.view.LibraryPage;
import dev.pictor.web.view.LibraryPage.Job;
import dev.pictor.web.view.PicturePage;
import dev.pictor.web.view.Results;
import dev.pictor.web.view.Shell;
import dev.pictor.web.view.Shell.Links;
import dev.pictor.web.view.Suggestions;
import dev.pictor.web.view.Trouble;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// Renders the templates of `src/main/jte`: whole pages, and the pieces that htmx puts into the
/// page that is there. Thread-safe.
final class Pages {
  private static final String NAME = "Pictor";

  /// Between two looks at what goes on by itself, where there is no JavaScript.
  private static final int REFRESH_SECONDS = 2;

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "dev.pictor.web.templates");
  private final Links links;
  private final String libraryScript;

  Pages(Assets assets) {
    libraryScript = assets.url("library.js");
    links =
        new Links(
            assets.url("pictor.css"),
            assets.url("htmx.min.js"),
            assets.url("pictor.js"),
            assets.url("icon.svg"));
  }

  String home(Home home) {
    return render("home.jte", Map.of("shell", shell(NAME, "", "", 0), "home", home));
  }

  String homeFragment(Home home) {
    return render("welcome.jte", Map.of("home", home));
  }

  String results(String query, Results results) {
    Shell shell = shell(titleOf(query), query, results.status(), 0);
    return render("search.jte", Map.of("shell", shell, "results", results));
  }

  String resultsFragment(String query, Results results) {
    return render("found.jte", Map.of("title", titleOf(query), "results", results));
  }

  String moreFragment(Results results) {
    return render("items.jte", Map.of("results", results));
  }

  String picture(PicturePage picture) {
    Shell shell = shell(picture.name() + " · " + NAME, picture.query(), "", 0);
    return render("picture.jte", Map.of("shell", shell, "picture", picture));
  }

  /// What is known of it, for the page that is there.
  String pictureFragment(PicturePage picture) {
    return render(
        "details.jte", Map.of("title", picture.name() + " · " + NAME, "picture", picture));
  }

  String suggestions(Suggestions suggestions) {
    return render("suggestions.jte", Map.of("suggestions", suggestions));
  }

  /// In place of more hits.
  String moreTroubleFragment(Trouble trouble) {
    return render("stopped.jte", Map.of("trouble", trouble));
  }

  String failures(FailuresPage failures) {
    String title = failures.rows().isEmpty() ? "No failures" : "Files that could not be read";
    Shell shell = shell(title + " · " + NAME, "", "", 0);
    return render("failures.jte", Map.of("shell", shell, "failures", failures));
  }

  String api(ApiPage api) {
    return render(
        "api.jte", Map.of("shell", shell("The JSON API · " + NAME, "", "", 0), "api", api));
  }

  String library(LibraryPage library) {
    return render(
        "library.jte",
        Map.of("shell", shell(library), "library", library, "script", libraryScript));
  }

  String libraryFragment(LibraryPage library) {
    return render(
        "kept.jte", Map.of("shell", shell(library), "library", library, "announce", true));
  }

  private Shell shell(LibraryPage library) {
    return shell("Library · " + NAME, "", libraryStatus(library), librarySeconds(library));
  }

  private static String libraryStatus(LibraryPage library) {
    if (library.trouble() instanceof Trouble trouble) {
      return trouble.title();
    }
    return library.job() instanceof Job job ? job.message() : "";
  }

  private static int librarySeconds(LibraryPage library) {
    if (library.job() instanceof Job job && job.cancelUrl() != null) {
      return REFRESH_SECONDS;
    }
    return library.trouble() instanceof Trouble trouble ? trouble.retrySeconds() : 0;
  }

  String duplicates(DuplicatesPage duplicates) {
    return render("duplicates.jte", Map.of("shell", shell(duplicates), "duplicates", duplicates));
  }

  String duplicatesFragment(DuplicatesPage duplicates) {
    return render(
        "doubles.jte",
        Map.of("shell", shell(duplicates), "duplicates", duplicates, "announce", true));
  }

  private Shell shell(DuplicatesPage duplicates) {
    return shell(
        "Duplicates · " + NAME,
        "",
        duplicates.summary(),
        duplicates.running() == null ? 0 : REFRESH_SECONDS);
  }

  String trouble(String query, Trouble trouble) {
    Shell shell =
        shell(trouble.title() + " · " + NAME, query, trouble.title(), trouble.retrySeconds());
    return render("trouble.jte", Map.of("shell", shell, "trouble", trouble));
  }

  String troubleFragment(Trouble trouble) {
    return render("notice.jte", Map.of("trouble", trouble, "announce", true));
  }

  /// @param refused whether a wrong token was just presented
  String login(boolean refused) {
    Shell shell = shell("Log in · " + NAME, "", "", 0);
    return render("login.jte", Map.of("shell", shell, "refused", refused));
  }

  private Shell shell(String title, String query, String status, int refreshSeconds) {
    return new Shell(title, query, status, refreshSeconds, links);
  }

  static String titleOf(String query) {
    return Texts.shortened(query) + " · " + NAME;
  }

  private String render(String template, Map<String, Object> values) {
    StringOutput output = new StringOutput();
    engine.render(template, values, output);
    return output.toString();
  }
}
