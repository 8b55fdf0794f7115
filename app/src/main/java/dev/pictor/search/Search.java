package dev.pictor.search;

import dev.pictor.clip.Clip;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.query.Order;
import dev.pictor.query.ParsedQuery;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoredPicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers queries over one collection. Thread-safe.
public final class Search {
  /// So many hits are looked at to count the relevant ones.
  private static final int COUNTED = 1_001;

  /// So many hits are looked at to fill a part whose hits hardly differ.
  private static final int MOST_COLLAPSED = 20_000;

  private final PictureStore store;
  private final String storeKind;
  private final Clip clip;
  private final Map<String, Path> rootOverrides;
  private final Background background;

  /// @param clip of the collection's fingerprint
  /// @param rootOverrides name to directory on this machine
  public Search(
      PictureStore store,
      String storeKind,
      Clip clip,
      Map<String, Path> rootOverrides,
      Background background) {
    this.store = store;
    this.storeKind = storeKind;
    this.clip = clip;
    this.rootOverrides = Map.copyOf(rootOverrides);
    this.background = background;
  }

  /// @return exactly `k` hits, or all there are; pictures whose file is gone from a reachable
  ///     root are not among them, nor those that the query itself names
  /// @throws UnreadableImageException if a term is a picture that cannot be decoded
  /// @throws BadQueryException also if a term names a picture that is not in the collection
  public SearchAnswer search(Query query, Page page) {
    if (page.k() < 1 || page.k() > PictureStore.MAX_K) {
      throw new BadQueryException(
          "The number of hits must be 1 to %,d, not %d.".formatted(PictureStore.MAX_K, page.k()));
    }
    CollectionInfo info = store.info();
    int fingerprint = Cursor.fingerprint(query, info.name(), info.model().fingerprint());
    if (page.after() != null && page.after().query() != fingerprint) {
      throw new BadQueryException(
          "This cursor belongs to another query or collection: ask the same again, or leave it out.");
    }
    Terms terms = new Terms(store, clip, query);
    boolean compares = page.collapsed() || !query.parsed().terms().isEmpty();
    Scales scales = compares ? scales(terms) : Scales.NONE;
    Mixture mixture = terms.mixture(scales);
    Judgement judgement = new Judgement(mixture, page.relevance(), scales);
    Ranking ranking = ranking(query, terms, judgement);
    Ranking.Slice slice = ranking.slice(page.after(), page.k() + 1);
    Parts parts = parts(ranking, judgement, new NearDuplicates(store, scales.alike()), slice, page);
    List<Hit> hits = new ArrayList<>();
    int before = page.after() == null ? 0 : page.after().rank();
    for (NearDuplicates.Group group : parts.groups()) {
      int rank = before + hits.size() + 1;
      List<Hit> alike =
          group.hits().stream()
              .skip(1)
              .map(found -> hit(found, rank, judgement, slice.best(), List.of()))
              .toList();
      hits.add(hit(group.hits().getFirst(), rank, judgement, slice.best(), alike));
    }
    Cursor end =
        parts.last() == null
            ? null
            : new Cursor(
                fingerprint,
                before + hits.size(),
                slice.best(),
                ranking.key(parts.last().candidate()),
                parts.last().candidate().picture().id());
    return new SearchAnswer(
        query,
        terms.hints(),
        info,
        storeKind,
        slice.exact(),
        hits,
        page.counted() && page.after() == null
            ? counts(query, ranking, judgement, slice, page.k())
            : null,
        parts.goesOn() ? end : null,
        parts.leavesOut() ? end : null);
  }

  /// What each term has to do with a picture, in the order of the query.
  public List<Share> explain(Query query, StoredPicture picture) {
    if (query.parsed().terms().isEmpty()) {
      return List.of();
    }
    Terms terms = new Terms(store, clip, query);
    Mixture mixture = terms.mixture(scales(terms));
    return shares(mixture.cosines(picture.embedding()), mixture);
  }

  private Scales scales(Terms terms) {
    return background.scales(store, clip, terms.haveWords());
  }

  private Ranking ranking(Query query, Terms terms, Judgement judgement) {
    Shown shown = new Shown(new PictureFiles(store.roots(), rootOverrides), terms.named());
    ParsedQuery parsed = query.parsed();
    if (parsed.terms().isEmpty()) {
      return new ByTime(store, parsed.filter(), parsed.order(), shown);
    }
    BestMixed best = new BestMixed(store, judgement.mixture(), parsed.filter(), shown);
    return parsed.order() == Order.RELEVANCE
        ? best
        : new RelevantByTime(best, judgement, parsed.order());
  }

  /// @param last of what is shown; null if there is nothing
  /// @param goesOn whether more of what is wanted comes behind it
  /// @param leavesOut whether only what is less relevant than wanted does
  private record Parts(
      List<NearDuplicates.Group> groups, @Nullable Found last, boolean goesOn, boolean leavesOut) {}

  private Parts parts(
      Ranking ranking,
      Judgement judgement,
      NearDuplicates nearDuplicates,
      Ranking.Slice first,
      Page page) {
    Ranking.Slice slice = first;
    int most = page.k() + 1;
    while (true) {
      double best = first.best();
      List<Found> kept =
          slice.found().stream().filter(found -> judgement.keeps(found, best)).toList();
      List<NearDuplicates.Group> groups =
          page.collapsed()
              ? nearDuplicates.of(kept, page.k())
              : kept.stream()
                  .limit(page.k())
                  .map(found -> new NearDuplicates.Group(List.of(found)))
                  .toList();
      int used = groups.stream().mapToInt(group -> group.hits().size()).sum();
      boolean full = kept.size() > used;
      if (full || kept.size() < most || most >= MOST_COLLAPSED) {
        boolean goesOn = full || kept.size() == most;
        return new Parts(
            groups,
            used == 0 ? null : kept.get(used - 1),
            goesOn,
            !goesOn && kept.size() < slice.found().size());
      }
      most = Math.min(MOST_COLLAPSED, 2 * most);
      slice = ranking.slice(page.after(), most);
    }
  }

  private Counts counts(
      Query query, Ranking ranking, Judgement judgement, Ranking.Slice first, int k) {
    Ranking.Slice slice = first;
    int looked = k + 1;
    int relevant = relevant(slice, judgement);
    if (relevant == looked && looked < COUNTED) {
      looked = COUNTED;
      slice = ranking.slice(null, looked);
      relevant = relevant(slice, judgement);
    }
    return new Counts(relevant, relevant == looked, store.count(query.parsed().filter()));
  }

  private static int relevant(Ranking.Slice slice, Judgement judgement) {
    return (int)
        slice.found().stream()
            .filter(found -> !Boolean.FALSE.equals(judgement.marks(found, slice.best())))
            .count();
  }

  private static Hit hit(Found found, int rank, Judgement judgement, double best, List<Hit> alike) {
    return found.hit(
        rank,
        judgement.marks(found, best),
        shares(found.candidate().cosines(), judgement.mixture()),
        alike);
  }

  private static List<Share> shares(float[] cosines, Mixture mixture) {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < mixture.parts().size(); i++) {
      Mixture.Part part = mixture.parts().get(i);
      double cosine = cosines[i];
      shares.add(new Share(part.label(), part.weight(), cosine, part.scale().percentile(cosine)));
    }
    shares.addAll(mixture.examples().shares(cosines, mixture.parts().size()));
    return shares;
  }
}
