package dev.pictor.web;

import dev.pictor.history.SavedSearch;
import dev.pictor.history.SavedSearches;
import dev.pictor.picture.PictureId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.stream.IntStream;

/// Saved searches as albums: their covers, another name, and their end.
final class AlbumRoutes implements HttpService {
  /// What stands for a picture that an album does not have.
  private static final String NOTHING =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";

  private final Gallery gallery;
  private final SavedSearches saved;
  private final Covers covers;

  AlbumRoutes(Gallery gallery, SavedSearches saved, Covers covers) {
    this.gallery = gallery;
    this.saved = saved;
    this.covers = covers;
  }

  /// Addresses of an album's small pictures; where it has fewer, the last ones show nothing.
  static List<String> coverUrls(String name) {
    return IntStream.rangeClosed(1, Covers.EACH)
        .mapToObj(
            rank -> "/library/albums/cover?name=%s&rank=%d".formatted(Texts.encoded(name), rank))
        .toList();
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/library/albums/cover", this::cover);
    Http.post(rules, "/library/albums/rename", this::rename);
    Http.post(rules, "/library/albums/remove", this::remove);
  }

  private void cover(ServerRequest request, ServerResponse response) {
    Fields fields = Http.query(request);
    SavedSearch album = saved.require(gallery.collection(), fields.text("name"));
    List<PictureId> pictures = covers.of(album);
    int rank = rank(fields);
    response.header(HeaderNames.CACHE_CONTROL, "private, max-age=60");
    if (rank <= pictures.size()) {
      response
          .status(302)
          .header(HeaderNames.LOCATION, PictureRoutes.url(pictures.get(rank - 1)) + "/thumbnail")
          .send();
    } else {
      Http.send(request, response, 200, "image/svg+xml", NOTHING);
    }
  }

  private static int rank(Fields fields) {
    String text = fields.text("rank");
    if (!text.matches("[1-" + Covers.EACH + "]")) {
      throw new ProblemException(
          new Problem(
              400,
              "bad-rank",
              "An album has no such cover",
              "rank is “%s”; it takes 1 to %d.".formatted(Texts.shortened(text), Covers.EACH)));
    }
    return Integer.parseInt(text);
  }

  private void rename(ServerRequest request, ServerResponse response) {
    Fields form = Http.form(request);
    saved.rename(gallery.collection(), form.text("name"), form.text("to").strip());
    LibraryRoutes.goBack(response);
  }

  private void remove(ServerRequest request, ServerResponse response) {
    saved.remove(gallery.collection(), Http.form(request).text("name"));
    LibraryRoutes.goBack(response);
  }
}
