package dev.pictor.search;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.EncodedImage;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.TakenAt;
import dev.pictor.query.Order;
import dev.pictor.query.Term;
import dev.pictor.store.Filter;
import dev.pictor.store.Neighbors;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Taken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers queries over one collection. Thread-safe.
public final class Search {
  /// So many of the best are looked at where the relevant ones are sorted by time.
  private static final int SORTED = 2_000;

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

  /// @param k the most hits, 1 or more
  /// @param relevance the rest is left out
  /// @return exactly `k` hits, or all there are; pictures whose file is gone from a reachable
  ///     root are not among them, nor those that the query itself names
  /// @throws UnreadableImageException if a term is a picture that cannot be decoded
  /// @throws BadQueryException also if a term names a picture that is not in the collection
  public SearchAnswer search(Query query, int k, Relevance relevance) {
    if (k < 1 || k > PictureStore.MAX_K) {
      throw new BadQueryException(
          "The number of hits must be 1 to %,d, not %d.".formatted(PictureStore.MAX_K, k));
    }
    Shown shown = new Shown(new PictureFiles(store.roots(), rootOverrides), named(query));
    if (query.parsed().terms().isEmpty()) {
      return answer(query, true, new ByTime(store, query.parsed()).first(k, shown));
    }
    boolean withTexts =
        query.parsed().terms().stream().anyMatch(term -> term.subject() instanceof Term.Words);
    Scales scales = background.scales(store, clip, withTexts);
    Mixture mixture = mixture(query, scales);
    boolean byTime = query.parsed().order() != Order.RELEVANCE;
    int wanted = byTime ? SORTED : k;
    Ranked ranked =
        mixture.isPlain()
            ? nearest(mixture, query.parsed().filter(), wanted, shown)
            : new Ranked(
                true, new BestMixed(store, mixture).of(query.parsed().filter(), wanted, shown));
    List<Hit> judged = judged(ranked.found(), mixture, relevance, scales.reliable());
    return answer(
        query, ranked.exact(), byTime ? sorted(judged, query.parsed().order(), k) : judged);
  }

  private SearchAnswer answer(Query query, boolean exact, List<Hit> hits) {
    return new SearchAnswer(query, store.info(), storeKind, exact, hits);
  }

  private static Set<PictureId> named(Query query) {
    Set<PictureId> named = new HashSet<>();
    for (Term term : query.parsed().terms()) {
      if (term.subject() instanceof Term.Indexed(var id)) {
        named.add(id);
      }
    }
    return named;
  }

  private Mixture mixture(Query query, Scales scales) {
    List<Mixture.Part> parts = new ArrayList<>();
    for (Term term : query.parsed().terms()) {
      parts.add(
          switch (term.subject()) {
            case Term.Words(var text) ->
                new Mixture.Part(text, clip.encodeText(text), term.weight(), scales.texts());
            case Term.Indexed(var id) ->
                new Mixture.Part("id:" + id, indexed(id), term.weight(), scales.pictures());
            case Term.ImageFile(var name) ->
                new Mixture.Part(
                    name, encode(name, query.images().get(name)), term.weight(), scales.pictures());
          });
    }
    return new Mixture(parts);
  }

  private Embedding indexed(PictureId id) {
    return store
        .find(id)
        .orElseThrow(
            () ->
                new BadQueryException(
                    "Collection '%s' has no picture id:%s.".formatted(store.info().name(), id)))
        .embedding();
  }

  private Embedding encode(String name, @Nullable EncodedImage image) {
    if (image == null) {
      throw new IllegalArgumentException("No picture was given for " + name);
    }
    try {
      return clip.encodeImage(image);
    } catch (UnreadableImageException e) {
      throw Query.unreadable(name, e);
    }
  }

  /// @param found best first
  private record Ranked(boolean exact, List<Found> found) {}

  private Ranked nearest(Mixture mixture, Filter filter, int k, Shown shown) {
    int wanted = k;
    while (true) {
      Neighbors neighbors = store.nearest(mixture.parts().getFirst().embedding(), filter, wanted);
      List<Found> found =
          shown.first(
              k,
              neighbors.hits(),
              hit ->
                  new Candidate(
                      hit.picture(),
                      hit.places(),
                      hit.takenAt().orElse(null),
                      hit.cosineSimilarity(),
                      new float[] {(float) hit.cosineSimilarity()}));
      boolean all = neighbors.hits().size() < wanted || wanted == PictureStore.MAX_K;
      if (found.size() == k || all) {
        return new Ranked(neighbors.exact(), found);
      }
      wanted = (int) Math.min(PictureStore.MAX_K, 2L * wanted + 16);
    }
  }

  private static List<Hit> judged(
      List<Found> found, Mixture mixture, Relevance relevance, boolean reliable) {
    double best = Double.NEGATIVE_INFINITY;
    for (Found each : found) {
      best = Math.max(best, evidence(each, mixture));
    }
    // What is left out follows what was asked for, what is marked is always the same.
    double least = relevance.least(best);
    double marked = (relevance == Relevance.ALL ? Relevance.NORMAL : relevance).least(best);
    List<Hit> hits = new ArrayList<>();
    for (Found each : found) {
      double evidence = evidence(each, mixture);
      if (!reliable || evidence >= least) {
        hits.add(
            each.hit(hits.size() + 1, reliable ? evidence >= marked : null, shares(each, mixture)));
      }
    }
    return hits;
  }

  private static double evidence(Found found, Mixture mixture) {
    return Mixture.evidence(mixture.score(found.candidate().cosines()));
  }

  private static List<Share> shares(Found found, Mixture mixture) {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < mixture.parts().size(); i++) {
      Mixture.Part part = mixture.parts().get(i);
      double cosine = found.candidate().cosines()[i];
      shares.add(new Share(part.label(), part.weight(), cosine, part.scale().percentile(cosine)));
    }
    return shares;
  }

  /// The relevant ones, as far as that can be told.
  private static List<Hit> sorted(List<Hit> hits, Order order, int k) {
    Comparator<Taken> byTime = order == Order.OLDEST ? Taken.OLDEST_FIRST : Taken.NEWEST_FIRST;
    List<Hit> sorted =
        hits.stream()
            .filter(hit -> !Boolean.FALSE.equals(hit.relevant()))
            .sorted(Comparator.comparing(Search::taken, byTime))
            .limit(k)
            .toList();
    List<Hit> ranked = new ArrayList<>();
    for (Hit hit : sorted) {
      ranked.add(
          new Hit(
              ranked.size() + 1,
              hit.picture(),
              hit.takenAt(),
              hit.path(),
              hit.place(),
              hit.score(),
              hit.relevant(),
              hit.shares()));
    }
    return ranked;
  }

  private static Taken taken(Hit hit) {
    TakenAt takenAt = hit.takenAt();
    return new Taken(
        hit.picture().id(), takenAt == null ? Taken.UNKNOWN : TakenAt.millis(takenAt.local()));
  }
}
