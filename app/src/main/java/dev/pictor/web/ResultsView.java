package dev.pictor.web;

import dev.pictor.search.Counts;
import dev.pictor.search.Hit;
import dev.pictor.search.Page;
import dev.pictor.search.SearchAnswer;
import dev.pictor.store.Filter;
import dev.pictor.web.view.Results;
import dev.pictor.web.view.Results.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts what a search found into words and tiles.
final class ResultsView {
  private ResultsView() {}

  /// @param less whether less certain hits have begun before
  static Results of(Asked asked, SearchAnswer answer, Page page, boolean less) {
    String query = asked.query();
    List<Tile> tiles = new ArrayList<>();
    boolean certain = !less;
    for (Hit hit : answer.hits()) {
      boolean uncertain = Boolean.FALSE.equals(hit.relevant());
      boolean divided = certain && uncertain && (page.after() != null || !tiles.isEmpty());
      certain &= !uncertain;
      tiles.add(tile(hit, asked, divided));
    }
    boolean uncertainNow =
        !answer.hits().isEmpty() && Boolean.FALSE.equals(answer.hits().getLast().relevant());
    return new Results(
        status(query, answer, page),
        page.after() == null ? hint(answer) : null,
        page.after() == null && Remembered.canBeSaved(answer) ? query : null,
        tiles,
        answer.next() == null
            ? null
            : "%s&k=%d&cursor=%s%s"
                .formatted(asked.url(), page.k(), answer.next(), uncertainNow ? "&less=true" : ""));
  }

  private static String status(String query, SearchAnswer answer, Page page) {
    String shown = Texts.shortened(query);
    List<Hit> hits = answer.hits();
    if (hits.isEmpty()) {
      return "No %spictures for “%s”".formatted(page.after() == null ? "" : "more ", shown);
    }
    String order =
        switch (answer.query().parsed().order()) {
          case RELEVANCE -> "best";
          case NEWEST -> "newest";
          case OLDEST -> "oldest";
        };
    if (page.after() != null) {
      return "Pictures %,d to %,d for “%s”, %s first"
          .formatted(hits.getFirst().rank(), hits.getLast().rank(), shown, order);
    }
    Counts counts = answer.counts();
    if (counts == null) {
      return "%s for “%s”, %s first"
          .formatted(Texts.count(hits.size(), "picture", "pictures"), shown, order);
    }
    // What is gone is among those that pass, and not among those that are shown.
    long shownAtOnce = hits.stream().mapToLong(hit -> 1 + hit.alike().size()).sum();
    String all =
        Texts.count(answer.next() == null ? shownAtOnce : counts.pictures(), "picture", "pictures");
    if (answer.nothingRelevant()) {
      return "None of %s surely shows “%s”; these are the nearest".formatted(all, shown);
    }
    return hits.getFirst().relevant() == null
        ? "%s for “%s”, %s first".formatted(all, shown, order)
        : "%s%,d relevant of %s for “%s”, %s first"
            .formatted(counts.orMore() ? "At least " : "", counts.relevant(), all, shown, order);
  }

  private static @Nullable String hint(SearchAnswer answer) {
    List<Hit> hits = answer.hits();
    List<String> hints = new ArrayList<>(answer.hints());
    if (hits.isEmpty()) {
      hints.add(
          answer.query().parsed().filter() instanceof Filter.All
              ? "This collection holds no pictures, or their files are no longer where they were indexed."
              : "No picture passes the filters.");
    } else if (answer.counts() == null && answer.nothingRelevant()) {
      hints.add("None of these surely shows what was asked for; they are the nearest.");
    }
    if (hits.stream().anyMatch(hit -> hit.path() == null)) {
      hints.add("Some folders cannot be reached from here: their pictures are shown small.");
    }
    return hints.isEmpty() ? null : String.join(" ", hints);
  }

  private static Tile tile(Hit hit, Asked asked, boolean divided) {
    var picture = hit.picture();
    String url = PictureRoutes.url(picture.id());
    return new Tile(
        url + "?" + asked.fields(),
        url + "/thumbnail",
        shape(picture.width(), picture.height()),
        picture.width(),
        picture.height(),
        Texts.fileName(hit.place().path()),
        hit.place().path(),
        String.format(Locale.ROOT, "%.3f", hit.score()),
        hit.path() != null,
        divided,
        hit.alike().stream().map(like -> tile(like, asked, false)).toList());
  }

  /// Styles written into a page are forbidden there, so the style sheet has a class for every ratio
  /// of the sides in steps of 0.1; what is narrower or wider than all of them gets bars.
  static String shape(int width, int height) {
    long tenths = Math.round(10.0 * width / height);
    return tenths < 4 ? "r4 bars" : tenths > 30 ? "r30 bars" : "r" + tenths;
  }
}
