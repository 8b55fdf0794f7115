package dev.pictor.web;

import dev.pictor.ShortageException;
import dev.pictor.clip.ModelException;
import dev.pictor.history.HistoryException;
import dev.pictor.query.QuerySyntaxException;
import dev.pictor.search.BadQueryException;
import dev.pictor.store.StoreException;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a request is not answered, the same for the page and the API; the one place where errors
/// become HTTP.
///
/// @param code stable, for programs
/// @param command what to type to get on; null where that does not help
/// @param retrySeconds after which it may have passed; 0 where waiting does not help
record Problem(
    int status,
    String code,
    String title,
    String detail,
    @Nullable String command,
    int retrySeconds) {
  static final Problem EMPTY_QUERY =
      new Problem(
          422,
          "empty-query",
          "What should the pictures show?",
          "Describe it in a few words: a man jumping, snowy streets, dog on a chair.");
  static final Problem NOT_FOUND =
      new Problem(404, "not-found", "There is nothing here", "No page has this address.");
  static final Problem NO_SUCH_PICTURE =
      new Problem(
          404,
          "no-such-picture",
          "There is no such picture",
          "It was never in this collection, or its file is no longer where it was.");
  static final Problem NO_THUMBNAIL =
      new Problem(
          404,
          "no-thumbnail",
          "There is no small copy of this picture",
          "It is missing or damaged, and none of the picture's files can be read from here.",
          "./pictor doctor --fix",
          0);
  static final Problem NOT_A_PICTURE =
      new Problem(
          404,
          "not-a-picture",
          "This file is no picture any more",
          "It has changed since it was indexed, so it is not served.");

  static final Problem TOO_SLOW =
      new Problem(
          408,
          "too-slow",
          "This came too slowly",
          "All of the content must come within 60 seconds, and no pause may last 30.");
  static final Problem NO_SUCH_SEARCH =
      new Problem(
          404,
          "no-such-search",
          "There is no such saved search",
          "None of this collection has this name; GET /api/v1/saved lists them.");

  Problem(int status, String code, String title, String detail) {
    this(status, code, title, detail, null, 0);
  }

  /// @param size of the file
  static Problem noSuchRange(String header, long size) {
    return new Problem(
        416,
        "range-not-satisfiable",
        "There are no such bytes",
        String.format(
            Locale.ROOT,
            "The file has %,d bytes; “%s” asks for others.",
            size,
            Texts.shortened(header)));
  }

  static Problem tooManyRequests(int perMinute, int seconds) {
    return new Problem(
        429,
        "too-many-requests",
        "That is too often",
        String.format(
            Locale.ROOT,
            "At most %,d requests a minute are answered to one address. Try again in %s.",
            perMinute,
            Texts.count(seconds, "second", "seconds")),
        null,
        seconds);
  }

  static Problem modelLoading(String name) {
    return new Problem(
        503,
        "model-loading",
        "The model is still loading",
        "%s will be ready in a moment; this goes on by itself.".formatted(name),
        null,
        2);
  }

  static Problem modelFailed(String name, String reason) {
    return new Problem(
        503,
        "model-failed",
        "The model %s cannot be used".formatted(name),
        reason + "\n\nIt is tried again every now and then; this page notices by itself.",
        null,
        10);
  }

  static Problem nothingIndexed(String collection) {
    String option = collection.equals("default") ? "" : " --collection " + collection;
    return new Problem(
        503,
        "nothing-indexed",
        "Nothing is indexed yet",
        ("The collection “%s” holds no pictures so far. Index a folder; this page notices by"
                + " itself.")
            .formatted(collection),
        "./pictor index" + option + " FOLDER",
        5);
  }

  static Problem of(Throwable failure) {
    return switch (failure) {
      case ProblemException e -> e.problem();
      case BadQueryException e -> new Problem(400, "bad-query", "This cannot be searched", said(e));
      case QuerySyntaxException e ->
          new Problem(400, "bad-query", "This cannot be understood", said(e) + "\n\n" + pointed(e));
      case HistoryException e ->
          new Problem(409, "not-kept", "This cannot be kept or looked up", said(e));
      case StoreException e ->
          new Problem(
              503, "store-failed", "The pictures cannot be looked up right now", said(e), null, 5);
      case ShortageException e ->
          new Problem(503, "shortage", "This cannot be done right now", said(e), null, 5);
      case ModelException e ->
          new Problem(503, "model-failed", "The model cannot be used", said(e));
      case HttpException e -> ofStatus(e.status().code());
      case RequestException e -> ofStatus(e.status().code());
      default ->
          new Problem(
              500,
              "internal-error",
              "Something went wrong here",
              "This is a mistake in Pictor; its log says more.");
    };
  }

  /// For what the server refuses before it comes to any page.
  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 413 ->
          new Problem(
              413,
              "too-large",
              "That is too much at once",
              "A form may have at most 64 KB, a picture 32 MB.");
      case 414 ->
          new Problem(
              414,
              "too-long",
              "This address is too long",
              "A description of a few words is enough.");
      default ->
          isOfTheClient(status)
              ? new Problem(
                  status,
                  "bad-request",
                  "This request cannot be understood",
                  "Its address, its headers or its content are not what HTTP allows.")
              : new Problem(
                  status,
                  "internal-error",
                  "Something went wrong here",
                  "This is a mistake in Pictor; its log says more.");
    };
  }

  /// Also 501 and 505: what it asks of HTTP is not done here.
  private static boolean isOfTheClient(int status) {
    return status >= 400 && status < 500 || status == 501 || status == 505;
  }

  /// What is wrong, between the marks that are left of it in the page and in JSON.
  private static String pointed(QuerySyntaxException e) {
    String query = e.query();
    String wrong = query.substring(e.start(), e.end());
    return "Here: %s▸%s◂%s"
        .formatted(
            Texts.shortened(query.substring(Math.max(0, e.start() - 60), e.start())),
            Texts.shortened(wrong),
            Texts.shortened(query.substring(e.end(), Math.min(query.length(), e.end() + 60))));
  }

  private static String said(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "" : message;
  }
}
