package dev.pictor.web;

import dev.pictor.PictorException;
import dev.pictor.json.Json;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import dev.pictor.search.PictureFiles.Location;
import dev.pictor.search.Share;
import dev.pictor.store.StoredPicture;
import dev.pictor.web.view.PicturePage;
import dev.pictor.web.view.PicturePage.Fact;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pictures by id, and by nothing else: a page, the same as JSON, the file, the thumbnail.
final class PictureRoutes implements HttpService {
  /// What may be shown: a file that is there, or one whose root cannot be reached from here.
  private record Shown(StoredPicture stored, Location location) {
    Picture picture() {
      return stored.picture();
    }
  }

  private final Gallery gallery;
  private final Searcher searcher;
  private final Thumbnails thumbnails;
  private final Pages pages;

  PictureRoutes(Gallery gallery, Searcher searcher, Thumbnails thumbnails, Pages pages) {
    this.gallery = gallery;
    this.searcher = searcher;
    this.thumbnails = thumbnails;
    this.pages = pages;
  }

  static String url(PictureId id) {
    return "/pictures/" + id;
  }

  static String fileUrl(PictureId id) {
    return url(id) + "/file";
  }

  static String thumbnailUrl(PictureId id) {
    return url(id) + "/thumbnail";
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/pictures/{id}", this::page);
    Http.get(rules, "/api/v1/pictures/{id}", this::api);
    for (String base : List.of("/pictures/{id}", "/api/v1/pictures/{id}")) {
      Http.get(rules, base + "/file", this::file);
      Http.get(rules, base + "/thumbnail", this::thumbnail);
    }
  }

  private void api(ServerRequest request, ServerResponse response) {
    Shown shown = require(request);
    PictureJson json =
        gallery.read(
            store ->
                PictureJson.of(
                    shown.stored(), place(shown.location()), store.info(), gallery.files(store)));
    Asked asked = Asked.in(Http.query(request));
    if (!asked.query().isBlank()) {
      json = json.explained(searcher.explain(asked, shown.stored()));
    }
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, 200, Http.JSON, Json.line(json));
  }

  private void page(ServerRequest request, ServerResponse response) {
    Shown shown = require(request);
    PicturePage page = view(shown, Asked.in(Http.query(request)));
    boolean fragment = Http.wantsFragment(request);
    response
        .header(HeaderNames.VARY, "HX-Request")
        .header(HeaderNames.CACHE_CONTROL, fragment ? "no-store" : "private, no-cache");
    Http.send(
        request,
        response,
        200,
        Http.HTML,
        fragment ? pages.pictureFragment(page) : pages.picture(page));
  }

  private void file(ServerRequest request, ServerResponse response) throws IOException {
    Shown shown = require(request);
    if (!(shown.location() instanceof Location.Present(var place, var file))) {
      throw new ProblemException(
          new Problem(
              404,
              "file-unreachable",
              "This file cannot be reached from here",
              unreachable(shown.location())));
    }
    new PictureFile(file, Texts.fileName(place.path()), shown.picture().hash())
        .send(request, response);
  }

  private void thumbnail(ServerRequest request, ServerResponse response) {
    Shown shown = require(request);
    byte[] jpeg = thumbnails.of(shown.stored());
    response.header(HeaderNames.CACHE_CONTROL, "private, max-age=86400");
    if (!Http.answeredFromCache(request, response, Assets.version(jpeg))) {
      Http.send(request, response, 200, PictureType.JPEG.contentType(), jpeg);
    }
  }

  private Shown require(ServerRequest request) {
    Optional<PictureId> id = PictureId.parse(request.path().pathParameters().get("id"));
    return id.flatMap(
            known ->
                gallery.read(
                    store ->
                        store
                            .find(known)
                            .map(
                                stored ->
                                    new Shown(
                                        stored, gallery.files(store).locate(stored.places())))))
        .filter(shown -> !(shown.location() instanceof Location.Gone))
        .orElseThrow(() -> new ProblemException(Problem.NO_SUCH_PICTURE));
  }

  private PicturePage view(Shown shown, Asked asked) {
    String query = asked.query();
    Picture picture = shown.picture();
    boolean present = shown.location() instanceof Location.Present;
    boolean full = present && new PictureType(picture.format()).shownByBrowsers();
    return new PicturePage(
        Texts.fileName(place(shown.location()).path()),
        full ? fileUrl(picture.id()) : thumbnailUrl(picture.id()),
        picture.width(),
        picture.height(),
        present ? fileUrl(picture.id()) : null,
        note(shown, full),
        query.isBlank() ? null : asked.url(),
        query,
        SearchRoutes.searchUrl("id:" + picture.id()),
        reasons(shown, asked),
        PictureFacts.of(shown.stored(), place(shown.location())));
  }

  /// Why it was found; empty where that cannot be told.
  private List<Fact> reasons(Shown shown, Asked asked) {
    if (asked.query().isBlank()) {
      return List.of();
    }
    Searcher.Explanation explanation;
    try {
      explanation = searcher.explain(asked, shown.stored());
    } catch (PictorException e) {
      // The picture can be looked at all the same.
      return List.of();
    }
    List<Fact> reasons = new ArrayList<>();
    for (Share share : explanation.terms()) {
      reasons.add(
          new Fact(
              (share.weight() < 0 ? "Not " : "") + Texts.shortened(share.term()),
              String.format(
                  Locale.ROOT,
                  "similarity %.3f, more than %.1f %% of what is usual here",
                  share.cosineSimilarity(),
                  100 * share.percentile()),
              null));
    }
    for (String filter : explanation.filters()) {
      reasons.add(new Fact("Passes", Texts.shortened(filter), null));
    }
    return reasons;
  }

  private static @Nullable String note(Shown shown, boolean full) {
    if (full) {
      return null;
    }
    return shown.location() instanceof Location.Present
        ? "Browsers do not show %s files: this is a small copy, the file itself can be downloaded."
            .formatted(shown.picture().format().toUpperCase(Locale.ROOT))
        : "This is a small copy. " + unreachable(shown.location());
  }

  private static String unreachable(Location location) {
    String root = place(location).root();
    return "The folder “%s” cannot be reached from this machine; --root %s=DIR says where it lies."
        .formatted(root, root);
  }

  private static Place place(Location location) {
    return switch (location) {
      case Location.Present(var place, var file) -> place;
      case Location.Gone(var place) -> place;
      case Location.Unreachable(var place) -> place;
    };
  }
}
