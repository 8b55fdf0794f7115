package dev.pictor.web;

import dev.pictor.json.Json;
import dev.pictor.picture.PictureId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadBase;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.UploadContext;

/// Takes pictures to search with: a query names them `upload:ID`.
final class UploadRoutes implements HttpService {
  /// The field of the form that holds the picture.
  private static final String PICTURE = "picture";

  private static final int MAX_PARTS = 20;

  /// What was uploaded, as JSON.
  ///
  /// @param term what to put into a query
  private record UploadJson(String id, String term) {}

  private final Searcher searcher;

  UploadRoutes(Searcher searcher) {
    this.searcher = searcher;
  }

  /// A query for pictures like it.
  static String query(PictureId id) {
    return "upload:" + id;
  }

  static String thumbnailUrl(PictureId id) {
    return "/uploads/" + id + "/thumbnail";
  }

  @Override
  public void routing(HttpRules rules) {
    Http.post(rules, "/uploads", this::form);
    Http.get(rules, "/uploads/{id}/thumbnail", this::thumbnail);
    Http.post(rules, "/api/v1/uploads", this::api);
  }

  private void form(ServerRequest request, ServerResponse response) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    if (!type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw new ProblemException(
          new Problem(
              415,
              "not-a-form",
              "This content is not taken here",
              "Send a form with a file: multipart/form-data, its field “picture”."));
    }
    PictureId id = searcher.upload(() -> part(request));
    String results = SearchRoutes.searchUrl(query(id));
    if (Http.wantsFragment(request)) {
      response.status(204).header("HX-Redirect", results).send();
    } else {
      response.status(303).header(HeaderNames.LOCATION, results).send();
    }
  }

  private void thumbnail(ServerRequest request, ServerResponse response) {
    byte[] jpeg =
        PictureId.parse(request.path().pathParameters().get("id"))
            .flatMap(searcher::uploadThumbnail)
            .orElseThrow(() -> new ProblemException(Problem.NO_SUCH_PICTURE));
    response.header(HeaderNames.CACHE_CONTROL, "private, max-age=86400");
    Http.send(request, response, 200, PictureType.JPEG.contentType(), jpeg);
  }

  /// Other fields are passed over.
  private static byte[] part(ServerRequest request) {
    FileUpload form = new FileUpload();
    form.setSizeMax(Http.MAX_CONTENT_BYTES);
    form.setFileCountMax(MAX_PARTS);
    try {
      FileItemIterator parts = form.getItemIterator(new Form(request));
      while (parts.hasNext()) {
        FileItemStream part = parts.next();
        if (PICTURE.equals(part.getFieldName())) {
          return Http.bounded(part.openStream(), Uploads.MAX_BYTES);
        }
      }
    } catch (FileUploadBase.SizeLimitExceededException | FileUploadBase.FileUploadIOException e) {
      throw new ProblemException(Problem.ofStatus(413));
    } catch (FileUploadException | IOException e) {
      throw new ProblemException(Problem.ofStatus(400));
    }
    throw new ProblemException(
        new Problem(
            422, "no-picture", "No picture was sent", "Choose a file, or drop it on the page."));
  }

  private record Form(ServerRequest request) implements UploadContext {
    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    @Override
    public String getContentType() {
      return request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    }

    @Override
    public long contentLength() {
      return request.headers().contentLength().orElse(-1);
    }

    @Override
    @Deprecated
    public int getContentLength() {
      return (int) Math.min(Integer.MAX_VALUE, contentLength());
    }

    @Override
    public InputStream getInputStream() {
      return request.content().inputStream();
    }
  }

  private void api(ServerRequest request, ServerResponse response) {
    PictureId id = searcher.upload(() -> content(request));
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, 201, Http.JSON, Json.line(new UploadJson(id.value(), query(id))));
  }

  /// The content of a request that is a picture and nothing else.
  static byte[] content(ServerRequest request) {
    return Http.content(request, Uploads.MAX_BYTES);
  }
}
