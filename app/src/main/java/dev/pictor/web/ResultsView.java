package dev.pictor.web;

import dev.pictor.query.Order;
import dev.pictor.query.ParsedQuery;
import dev.pictor.search.Counts;
import dev.pictor.search.Hit;
import dev.pictor.search.SearchAnswer;
import dev.pictor.store.Filter;
import dev.pictor.web.SearchAddress.Less;
import dev.pictor.web.view.Results;
import dev.pictor.web.view.Results.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts what a search found into words and tiles.
final class ResultsView {
  private ResultsView() {}

  static Results of(SearchAddress address, SearchAnswer answer) {
    List<Tile> tiles = new ArrayList<>();
    boolean certain = address.less() != Less.BEGUN;
    for (Hit hit : answer.hits()) {
      boolean uncertain = Boolean.FALSE.equals(hit.relevant());
      boolean divided = certain && uncertain && (!address.isFirst() || !tiles.isEmpty());
      certain &= !uncertain;
      tiles.add(tile(hit, address.asked(), divided ? folded(address) : null));
    }
    return new Results(
        "Pictures for “%s”".formatted(Texts.shortened(address.query())),
        status(address, answer),
        address.isFirst() ? hint(answer) : null,
        address.isFirst() ? ToolsView.of(address, answer) : null,
        tiles,
        moreUrl(address, answer),
        less(address, answer));
  }

  private static String folded(SearchAddress address) {
    return address.first().showing(Less.FOLDED).url();
  }

  private static @Nullable String moreUrl(SearchAddress address, SearchAnswer answer) {
    if (answer.next() == null) {
      return null;
    }
    boolean begun = Boolean.FALSE.equals(answer.hits().getLast().relevant());
    return address.showing(begun ? Less.BEGUN : address.less()).from(answer.next()).url();
  }

  private static Results.@Nullable Less less(SearchAddress address, SearchAnswer answer) {
    if (answer.rest() == null) {
      return null;
    }
    Counts counts = answer.counts();
    SearchAddress shown = address.showing(Less.SHOWN);
    return new Results.Less(
        counts == null || counts.orMore()
            ? "Show less certain ones"
            : "Show %s less certain".formatted(others(counts)),
        shown.url() + "#less-certain",
        shown.from(answer.rest()).url());
  }

  private static String others(Counts counts) {
    long others = counts.pictures() - counts.relevant();
    return String.format(Locale.ROOT, others == 1 ? "%,d that is" : "%,d that are", others);
  }

  private static String status(SearchAddress address, SearchAnswer answer) {
    String shown = Texts.shortened(address.query());
    List<Hit> hits = answer.hits();
    if (hits.isEmpty()) {
      return "No %spictures for “%s”".formatted(address.isFirst() ? "" : "more ", shown);
    }
    String order =
        switch (answer.query().parsed().order()) {
          case RELEVANCE -> "best";
          case NEWEST -> "newest";
          case OLDEST -> "oldest";
        };
    if (!address.isFirst()) {
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
        Texts.count(
            answer.next() == null && answer.rest() == null ? shownAtOnce : counts.pictures(),
            "picture",
            "pictures");
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
      hints.add(nothing(answer));
    } else if (answer.counts() == null && answer.nothingRelevant()) {
      hints.add("None of these surely shows what was asked for; they are the nearest.");
    }
    if (hits.stream().anyMatch(hit -> hit.path() == null)) {
      hints.add("Some folders cannot be reached from here: their pictures are shown small.");
    }
    return hints.isEmpty() ? null : String.join(" ", hints);
  }

  private static String nothing(SearchAnswer answer) {
    ParsedQuery parsed = answer.query().parsed();
    boolean byTime = !parsed.terms().isEmpty() && parsed.order() != Order.RELEVANCE;
    if (byTime && answer.counts() != null && answer.counts().pictures() > 0) {
      return "No picture surely shows this, and only such are shown by time. “Best” shows the nearest.";
    }
    return parsed.filter() instanceof Filter.All
        ? "This collection holds no pictures, or their files are no longer where they were indexed."
        : "No picture passes the filters.";
  }

  /// @param foldUrl if less certain ones begin with it
  private static Tile tile(Hit hit, Asked asked, @Nullable String foldUrl) {
    var picture = hit.picture();
    boolean full = hit.path() != null && new PictureType(picture.format()).shownByBrowsers();
    return new Tile(
        picture.id().value(),
        PictureRoutes.url(picture.id()) + "?" + asked.fields(),
        full ? PictureRoutes.fileUrl(picture.id()) : PictureRoutes.thumbnailUrl(picture.id()),
        PictureRoutes.thumbnailUrl(picture.id()),
        shape(picture.width(), picture.height()),
        picture.width(),
        picture.height(),
        Texts.fileName(hit.place().path()),
        hit.place().path(),
        String.format(Locale.ROOT, "%.3f", hit.score()),
        hit.path() != null,
        foldUrl,
        hit.alike().stream().map(like -> tile(like, asked, null)).toList());
  }

  /// Styles written into a page are forbidden there, so the style sheet has a class for every ratio
  /// of the sides in steps of 0.1; what is narrower or wider than all of them gets bars.
  static String shape(int width, int height) {
    long tenths = Math.round(10.0 * width / height);
    return tenths < 4 ? "r4 bars" : tenths > 30 ? "r30 bars" : "r" + tenths;
  }
}
