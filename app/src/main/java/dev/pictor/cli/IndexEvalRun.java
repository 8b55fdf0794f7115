package dev.pictor.cli;

import dev.pictor.clip.ModelException;
import dev.pictor.config.Settings;
import dev.pictor.config.StoreChoice;
import dev.pictor.eval.EvaluationException;
import dev.pictor.eval.IndexEvaluation;
import dev.pictor.eval.IndexQueries;
import dev.pictor.eval.IndexReport;
import dev.pictor.indexing.IndexProgress.Snapshot;
import dev.pictor.json.Json;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelFinder;
import dev.pictor.store.GraphParameters;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.store.postgres.PostgresStorage;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Asks the user's own collection twice, as it is searched and exactly, and tells the difference.
final class IndexEvalRun {
  static final int DEPTH = 10;
  static final int QUERIES = 200;

  private final Shell shell;
  private final Settings settings;
  private final int k;
  private final int most;

  /// @param k of recall@k
  /// @param most queries, 1 or more
  IndexEvalRun(Shell shell, Settings settings, int k, int most) {
    this.shell = shell;
    this.settings = settings;
    this.k = k;
    this.most = most;
  }

  /// @return the exit code
  int evaluate(boolean json) {
    try (Storage storage = Stores.open(settings);
        PictureStore store = Stores.openToRead(storage, settings);
        Storage exactStorage = openExact();
        PictureStore exact = Stores.openToRead(exactStorage, settings)) {
      if (store.counts().pictures() == 0) {
        throw new EvaluationException(
            "Collection '%s' has no pictures to search. 'pictor index DIR' adds some."
                .formatted(store.info().name()));
      }
      IndexQueries queries = queries(store);
      BooleanSupplier stopRequested = shell.interruption()::isRequested;
      Optional<IndexReport> report =
          ShownProgress.during(
              shell,
              "Searching",
              "searches",
              progress ->
                  new IndexEvaluation(
                          store,
                          exact,
                          (done, total) -> progress.update(new Snapshot(total, true, done, 0)),
                          stopRequested)
                      .compare(queries.embeddings(), k));
      if (report.isEmpty()) {
        shell.say("Interrupted. There are no figures.");
        return ExitCode.INTERRUPTED;
      }
      print(json(storage, store, queries, report.get()), json);
      return ExitCode.DONE;
    }
  }

  private Storage openExact() {
    return switch (settings.store()) {
      case StoreChoice.Lucene lucene -> LuceneStorage.openExact(lucene.directory());
      case StoreChoice.PostgreSql postgres ->
          PostgresStorage.openExact(postgres.databaseUrl().reveal(), postgres.schema());
    };
  }

  /// With texts if the collection's model is at hand; pictures alone need none.
  private IndexQueries queries(PictureStore store) {
    ModelIdentity bound = store.info().model();
    Optional<ModelFile> file = new ModelFinder(settings).recorded(bound);
    if (file.isPresent()) {
      try (LoadedModel model = Models.load(file.get(), settings, Models.preprocessing(bound))) {
        bound.requireSame(store.info().name(), model.identity());
        return IndexQueries.of(store, model.clip(), most);
      } catch (ModelException | StoreException e) {
        shell.say("No texts are asked for: %s", String.valueOf(e.getMessage()));
      }
    } else {
      shell.say(
          "No texts are asked for: the collection's model %s (%s) is not on this machine.",
          Printable.line(bound.name()), Printable.line(bound.location()));
    }
    return IndexQueries.of(store, null, most);
  }

  private IndexEvalJson json(
      Storage storage, PictureStore store, IndexQueries queries, IndexReport report) {
    ModelIdentity model = store.info().model();
    return new IndexEvalJson(
        "index",
        store.info().name(),
        storage.kind(),
        model.name(),
        model.fingerprint(),
        model.dimension(),
        store.counts().pictures(),
        PictureStore.EXACT_LIMIT,
        store.graph(k).orElse(null),
        k,
        new IndexEvalJson.QueriesJson(
            queries.texts(), queries.embeddings().size() - queries.texts()),
        report.approximate(),
        report.meanRecall(),
        report.worstRecall(),
        report.index(),
        report.comparingAll());
  }

  private void print(IndexEvalJson figures, boolean json) {
    if (json) {
      shell.out().println(Json.line(figures));
      return;
    }
    PrintStream out = shell.out();
    out.println("              as searched   comparing all");
    row("recall@" + figures.k(), "%.4f", figures.meanRecall(), 1);
    row("the worst", "%.4f", figures.worstRecall(), 1);
    row("p50 ms", "%.2f", figures.millis().p50(), figures.millisComparingAll().p50());
    row("p95 ms", "%.2f", figures.millis().p95(), figures.millisComparingAll().p95());
    out.println(
        "%,d pictures, %d dimensions, %s; queries: %d texts, %d pictures"
            .formatted(
                figures.pictures(),
                figures.dimension(),
                figures.store(),
                figures.queries().texts(),
                figures.queries().pictures()));
    out.println(index(figures));
  }

  private void row(String name, String form, double approximate, double exact) {
    shell
        .out()
        .println(
            "%-12s  %11s  %14s"
                .formatted(
                    name,
                    String.format(Locale.ROOT, form, approximate),
                    String.format(Locale.ROOT, form, exact)));
  }

  private static String index(IndexEvalJson figures) {
    if (figures.approximate() > 0 && figures.graph() instanceof GraphParameters graph) {
      return "index: HNSW, m %d, ef_construction %d, ef_search %d, %d %s"
          .formatted(
              graph.m(),
              graph.efConstruction(),
              graph.efSearch(),
              graph.graphs(),
              graph.graphs() == 1 ? "graph" : "graphs");
    }
    return figures.pictures() <= figures.exactLimit()
        ? "Up to %,d pictures every search compares all: nothing here is approximate."
            .formatted(figures.exactLimit())
        : "Every answer was exact: there is no index yet ('pictor index' builds it at its end), or"
            + " it cannot propose so many.";
  }
}
