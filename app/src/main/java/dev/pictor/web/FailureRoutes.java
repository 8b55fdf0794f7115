package dev.pictor.web;

import dev.pictor.json.Json;
import dev.pictor.picture.Root;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.PictureStore;
import dev.pictor.web.FailuresJson.Failure;
import dev.pictor.web.view.FailuresPage;
import dev.pictor.web.view.FailuresPage.Row;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The files that could not be read, as a page and as JSON. Where the roots lie on this machine is
/// nobody's business there.
final class FailureRoutes implements HttpService {
  /// The most that are told at once.
  static final int MOST = 500;

  private static final int API_LIMIT = 100;

  private final Gallery gallery;
  private final Pages pages;

  FailureRoutes(Gallery gallery, Pages pages) {
    this.gallery = gallery;
    this.pages = pages;
  }

  /// What leads to the page; null where there is nothing to see.
  static @Nullable String note(long failed) {
    return failed == 0 ? null : Texts.count(failed, "file", "files") + " could not be read";
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/failures", this::page);
    Http.get(rules, "/api/v1/failures", this::api);
  }

  private void page(ServerRequest request, ServerResponse response) {
    FailuresPage page = view(read(MOST, null));
    response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
    Http.send(request, response, 200, Http.HTML, pages.failures(page));
  }

  private void api(ServerRequest request, ServerResponse response) {
    Fields fields = Http.query(request);
    String cursor = fields.text("cursor");
    FailuresJson failures =
        read(limit(fields), cursor.isEmpty() ? null : FailedFiles.Cursor.parse(cursor));
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, 200, Http.JSON, Json.line(failures));
  }

  private FailuresJson read(int limit, FailedFiles.@Nullable Cursor after) {
    return gallery.read(
        store -> {
          FailedFiles part = FailedFiles.of(store, limit, after);
          return new FailuresJson(
              store.info().name(),
              store.counts().failed(),
              part.files().stream().map(file -> Failure.of(file, reason(store, file))).toList(),
              part.next() == null ? null : part.next().toString());
        });
  }

  /// Without the paths that the system's messages begin with.
  private static String reason(PictureStore store, FailedFile file) {
    String reason = file.reason();
    for (Root root : store.roots()) {
      reason = reason.replace(root.directory() + "/", "");
    }
    return reason;
  }

  private FailuresPage view(FailuresJson told) {
    List<Row> rows = told.failures().stream().map(FailureRoutes::row).toList();
    String option =
        gallery.collection().equals("default") ? "" : " --collection " + gallery.collection();
    return new FailuresPage(
        rows.isEmpty()
            ? "The collection “%s” knows of no file that it could not read."
                .formatted(told.collection())
            : "%s in “%s”, most recent first."
                .formatted(Texts.count(told.failed(), "file", "files"), told.collection()),
        told.failed() > rows.size() && !rows.isEmpty()
            ? String.format(
                Locale.ROOT,
                "These are the %,d most recent; %,d more are not shown.",
                rows.size(),
                told.failed() - rows.size())
            : null,
        rows,
        "pictor index --retry" + option + " FOLDER");
  }

  private static Row row(Failure failure) {
    return new Row(
        failure.root(),
        failure.path(),
        failure.reason(),
        failure.at(),
        Texts.time(Instant.parse(failure.at())),
        String.format(Locale.ROOT, "%,d", failure.attempts()));
  }

  private static int limit(Fields fields) {
    String text = fields.text("limit");
    if (text.isEmpty()) {
      return API_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below, with the numbers that are out of range.
    }
    throw new ProblemException(
        new Problem(
            400,
            "bad-limit",
            "So many files cannot be asked for",
            "limit is “%s”; it takes 1 to %,d.".formatted(Texts.shortened(text), MOST)));
  }
}
