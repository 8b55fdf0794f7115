package dev.pictor.web;

import dev.pictor.clip.Clip;
import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import dev.pictor.search.Query;
import dev.pictor.search.Relevance;
import dev.pictor.search.Search;
import dev.pictor.search.SearchAnswer;
import dev.pictor.store.PictureStore;
import java.util.function.Function;
import java.util.function.Supplier;

/// Searches the gallery with the model as it is now.
final class Searcher {
  /// The most hits of one request.
  static final int MAX_K = 1_000;

  private final Gallery gallery;
  private final Supplier<ModelState> model;
  private final Background background;

  Searcher(Gallery gallery, Supplier<ModelState> model) {
    this.gallery = gallery;
    this.model = model;
    this.background = new Background(null);
  }

  /// In the query language.
  ///
  /// @throws ProblemException if the text is blank, the model not ready, or nothing indexed
  SearchAnswer search(String text, int k, Relevance relevance) {
    return search(text, k, relevance, store -> Query.parse(text, store.roots()));
  }

  /// Words only.
  SearchAnswer searchWords(String text, int k) {
    return search(text, k, Relevance.ALL, _ -> Query.ofWords(text));
  }

  private SearchAnswer search(
      String text, int k, Relevance relevance, Function<PictureStore, Query> query) {
    if (text.isBlank()) {
      throw new ProblemException(Problem.EMPTY_QUERY);
    }
    Clip clip = requireClip();
    gallery.reopenUnlessOf(clip.fingerprint());
    return gallery.read(
        store -> {
          requireSameModel(store, clip);
          return new Search(store, gallery.storeKind(), clip, gallery.rootOverrides(), background)
              .search(query.apply(store), k, relevance);
        });
  }

  /// Whether a search would be answered, as far as that can be told without one.
  ///
  /// @throws ProblemException if not
  /// @throws dev.pictor.store.StoreException if the store cannot be read
  void requireReady() {
    Clip clip = requireClip();
    gallery.reopenUnlessOf(clip.fingerprint());
    gallery.readIfThere(
        store -> {
          requireSameModel(store, clip);
          return store.counts();
        });
  }

  private Clip requireClip() {
    return switch (model.get()) {
      case ModelState.Ready(var name, var clip) -> clip;
      case ModelState.Loading(var name) -> throw new ProblemException(Problem.modelLoading(name));
      case ModelState.Failed(var name, var reason) ->
          throw new ProblemException(Problem.modelFailed(name, reason));
    };
  }

  private static void requireSameModel(PictureStore store, Clip clip) {
    var bound = store.info().model();
    if (!bound.fingerprint().equals(clip.fingerprint())) {
      throw new ProblemException(
          new Problem(
              503,
              "wrong-model",
              "The pictures were indexed with another model",
              "Collection “%s” is bound to model %s (%s). Start the page with it: --model."
                  .formatted(store.info().name(), bound.name(), bound.location())));
    }
  }
}
