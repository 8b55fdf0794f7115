package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.history.History;
import dev.pictor.history.RecentQueries;
import dev.pictor.model.LoadedModel;
import dev.pictor.picture.PictureId;
import dev.pictor.query.ParsedQuery;
import dev.pictor.query.QueryParser;
import dev.pictor.query.QuerySyntaxException;
import dev.pictor.query.Term;
import dev.pictor.search.Background;
import dev.pictor.search.BadQueryException;
import dev.pictor.search.Page;
import dev.pictor.search.Query;
import dev.pictor.search.Relevance;
import dev.pictor.search.Search;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the queries that were asked of a collection find in it, to compare models by them.
final class RecentAnswers {
  private static final int LEAST = 10;
  private static final int MOST = 100;
  private static final int DEPTH = 10;

  private final Settings settings;
  private final List<String> queries;

  /// @param settings name the collection
  RecentAnswers(Settings settings) {
    this.settings = settings;
    RecentQueries recent = History.in(settings.home(), settings.keepsRecent()).recent();
    this.queries =
        recent.isOn()
            ? recent.distinct(settings.collection()).stream()
                .filter(RecentAnswers::comparesAnything)
                .limit(MOST)
                .toList()
            : List.of();
  }

  /// Whether there are enough to tell anything.
  boolean areEnough() {
    return queries.size() >= LEAST;
  }

  /// Filters alone find the same whatever the model is; files may be others by now.
  private static boolean comparesAnything(String query) {
    try {
      ParsedQuery parsed = QueryParser.parse(query, List.of(), QueryParser.Source.REQUEST);
      return !parsed.terms().isEmpty()
          && parsed.terms().stream().noneMatch(term -> term.subject() instanceof Term.Uploaded);
    } catch (QuerySyntaxException e) {
      return false;
    }
  }

  /// The best pictures for each query; none where it cannot be answered.
  ///
  /// @param collection as it is called in the store
  /// @param model that it was made with
  List<Set<PictureId>> in(Storage storage, String collection, String model) {
    Settings its = settings.withModel(model);
    List<Set<PictureId>> answers = new ArrayList<>();
    try (PictureStore store = storage.openToRead(collection).orElseThrow();
        LoadedModel loaded = Models.of(store.info(), its)) {
      Search search =
          new Search(
              store,
              storage.kind(),
              loaded.clip(),
              settings.roots(),
              new Background(settings.cache()));
      for (String query : queries) {
        answers.add(best(search, query, store));
      }
    }
    return answers;
  }

  private Set<PictureId> best(Search search, String text, PictureStore store) {
    try {
      Query query = Query.parse(text, store.roots(), settings.workingDirectory());
      return search.search(query, Page.first(DEPTH, Relevance.ALL)).hits().stream()
          .map(hit -> hit.picture().id())
          .collect(Collectors.toSet());
    } catch (BadQueryException | QuerySyntaxException e) {
      return Set.of();
    }
  }
}
