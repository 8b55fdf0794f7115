package dev.pictor.web;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.model.ModelState;
import dev.pictor.picture.PictureId;
import dev.pictor.search.Background;
import dev.pictor.search.Page;
import dev.pictor.search.Query;
import dev.pictor.search.Relevance;
import dev.pictor.search.Search;
import dev.pictor.search.SearchAnswer;
import dev.pictor.search.Share;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoredPicture;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Searches the gallery with the model as it is now.
final class Searcher {
  /// The most hits of one request.
  static final int MAX_K = 1_000;

  private final Gallery gallery;
  private final Supplier<ModelState> model;
  private final Background background;
  private final Uploads uploads = new Uploads();

  Searcher(Gallery gallery, Supplier<ModelState> model, Background background) {
    this.gallery = gallery;
    this.model = model;
    this.background = background;
  }

  /// In the query language.
  ///
  /// @throws ProblemException if the text is blank, the model not ready, or nothing indexed
  SearchAnswer search(Asked asked, Page page) {
    return search(asked.query(), (store, clip) -> parse(asked, store, clip), page);
  }

  /// Words only.
  SearchAnswer searchWords(String text, int k) {
    return search(text, (_, _) -> Query.ofWords(text), Page.first(k, Relevance.ALL));
  }

  private interface Meaning {
    Query of(PictureStore store, Clip clip);
  }

  private SearchAnswer search(String text, Meaning meaning, Page page) {
    requireText(text);
    Clip clip = requireClip();
    gallery.reopenUnlessOf(clip.fingerprint());
    return gallery.read(
        store -> {
          requireSameModel(store, clip);
          return search(store, clip).search(meaning.of(store, clip), page);
        });
  }

  /// Why a picture was found.
  Explanation explain(Asked asked, StoredPicture picture) {
    requireText(asked.query());
    Clip clip = requireClip();
    gallery.reopenUnlessOf(clip.fingerprint());
    return gallery.read(
        store -> {
          requireSameModel(store, clip);
          Query query = parse(asked, store, clip);
          return new Explanation(
              search(store, clip).explain(query, picture), query.parsed().filterTexts());
        });
  }

  /// @param filters that it passes, as they were typed
  record Explanation(List<Share> terms, List<String> filters) {}

  /// Makes a picture one that queries can name, see [Uploads#add].
  PictureId upload(Uploads.Content content) {
    return uploads.add(requireClip(), content);
  }

  /// What a picture shows; it is not kept, see [Uploads#embed].
  Embedding embed(Uploads.Content content) {
    return uploads.embed(requireClip(), content);
  }

  /// See [Uploads#thumbnail].
  Optional<byte[]> uploadThumbnail(PictureId id) {
    return uploads.thumbnail(id);
  }

  private Query parse(Asked asked, PictureStore store, Clip clip) {
    return Query.parse(asked.query(), store.roots(), id -> uploads.find(id, clip.fingerprint()))
        .with(asked.marks());
  }

  private Search search(PictureStore store, Clip clip) {
    return new Search(store, gallery.storeKind(), clip, gallery.rootOverrides(), background);
  }

  private static void requireText(String text) {
    if (text.isBlank()) {
      throw new ProblemException(Problem.EMPTY_QUERY);
    }
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

  /// The model that is loaded, which is the collection's.
  ///
  /// @throws ProblemException if it is not ready, is another, or nothing is indexed
  /// @throws dev.pictor.store.StoreException if the store cannot be read
  Clip requireModel() {
    Clip clip = requireClip();
    gallery.reopenUnlessOf(clip.fingerprint());
    return gallery.read(
        store -> {
          requireSameModel(store, clip);
          return clip;
        });
  }

  /// How far the model is.
  ModelState modelState() {
    return model.get();
  }

  private Clip requireClip() {
    return loaded().clip();
  }

  /// @throws ProblemException if it is not ready
  ModelState.Ready loaded() {
    return switch (model.get()) {
      case ModelState.Ready ready -> ready;
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
