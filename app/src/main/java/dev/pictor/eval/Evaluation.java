package dev.pictor.eval;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.eval.Corpus.Judged;
import dev.pictor.picture.PictureId;
import dev.pictor.search.Background;
import dev.pictor.search.Mixture;
import dev.pictor.search.Mixture.Part;
import dev.pictor.search.Scale;
import dev.pictor.store.Neighbor;
import dev.pictor.store.PictureStore;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Asks a collection what a file's captions or queries find, and counts.
public final class Evaluation {
  private final PictureStore store;
  private final Clip clip;
  private final TextBatches texts;
  private final Ranking ranking;

  /// @param store every search in it has to be exact
  /// @param clip of the collection's fingerprint
  /// @param progress hears how many lines or queries are done, of how many
  /// @param stopRequested asked often; once true, there will be no report
  public Evaluation(
      PictureStore store, Clip clip, TextProgress progress, BooleanSupplier stopRequested) {
    this.store = store;
    this.clip = clip;
    this.texts = new TextBatches(clip, progress, stopRequested);
    this.ranking = new Ranking(store);
  }

  /// Of [Form#CAPTIONS]: every caption is a query, its own picture alone is right.
  ///
  /// @return empty if it was stopped
  public Optional<Report> recall(Corpus corpus) {
    record Found(String category, int rank) {}

    return texts
        .map(
            corpus.judged(),
            judged -> List.of(judged.line().text()),
            (judged, vectors) ->
                new Found(
                    judged.line().category(), ranking.rank(vectors.getFirst(), judged.picture())))
        .map(
            found ->
                Report.of(
                    found,
                    Found::category,
                    part -> Figures.Recall.of(part.stream().map(Found::rank).toList()),
                    List.of()));
  }

  /// Of [Form#QUERIES]: lines with the same text are one query, their pictures are right for it.
  ///
  /// @param k how many of the first pictures are looked at, 1 to [PictureStore#MAX_K]
  /// @return empty if it was stopped
  /// @throws EvaluationException if no query has `k` right pictures, or one is in two categories
  public Optional<Report> precision(EvaluationFile file, Corpus corpus, int k) {
    List<Query> queries = queries(file, corpus);
    if (queries.stream().noneMatch(query -> query.right().size() >= k)) {
      throw new EvaluationException(
          "%s: no query has %d right pictures, as precision@%d needs (the most is %d). -k N looks at fewer."
              .formatted(
                  file.path(),
                  k,
                  k,
                  queries.stream().mapToInt(query -> query.right().size()).max().orElse(0)));
    }
    return texts
        .map(
            queries,
            query -> List.of(query.text()),
            (query, vectors) -> result(query, vectors.getFirst(), k))
        .map(results -> Report.of(results, QueryResult::category, Figures.Precision::of, results));
  }

  /// Of [Form#CUTOFF]: which hits are called relevant.
  ///
  /// @return empty if it was stopped
  public Optional<Report> cutoff(EvaluationFile file, Corpus corpus) {
    Scale scale = new Background(null).texts(store, clip);
    return texts
        .map(
            queries(file, corpus),
            query -> List.of(query.text()),
            (query, vectors) ->
                CutoffResult.of(store, vectors.getFirst(), query.category(), query.right(), scale))
        .map(CutoffReport::of);
  }

  /// Of [Form#MIXING]: what two queries find together, and one without the other; in words, and
  /// with a picture for one of them.
  ///
  /// @return empty if it was stopped
  /// @throws EvaluationException if no two queries have enough pictures in common
  public Optional<Report> mixing(EvaluationFile file, Corpus corpus) {
    List<MixingPairs.Pair> pairs =
        MixingPairs.of(
                queries(file, corpus).stream()
                    .map(query -> new MixingPairs.Asked(query.text(), query.right()))
                    .toList())
            .pairs();
    if (pairs.isEmpty()) {
      throw new EvaluationException(
          "%s: no two queries have 4 right pictures in common and 4 that are right for one alone, as mixing needs."
              .formatted(file.path()));
    }
    Background background = new Background(null);
    Scale words = background.texts(store, clip);
    Scale pictures = background.pictures(store, clip);
    return texts
        .map(
            pairs,
            pair -> List.of(pair.first(), pair.second()),
            (pair, vectors) -> results(pair, vectors, words, pictures))
        .map(
            results ->
                Report.of(
                    results.stream().flatMap(List::stream).toList(),
                    MixingResult::kind,
                    Figures.Mixing::of,
                    List.of()));
  }

  private List<MixingResult> results(
      MixingPairs.Pair pair, List<Embedding> vectors, Scale words, Scale pictures) {
    Part first = new Part(pair.first(), vectors.getFirst(), 1, words);
    Part second = new Part(pair.second(), vectors.getLast(), 1, words);
    Part without = new Part(pair.second(), vectors.getLast(), -1, words);
    PictureId withBoth = Collections.min(pair.both());
    PictureId withOne = Collections.min(pair.onlyFirst());
    return List.of(
        result("words + words", first, second, pair.both(), Set.of()),
        result("words - words", first, without, pair.onlyFirst(), Set.of()),
        result("picture + words", picture(withOne, pictures), second, pair.both(), Set.of(withOne)),
        result(
            "picture - words",
            picture(withBoth, pictures),
            without,
            pair.onlyFirst(),
            Set.of(withBoth)));
  }

  private Part picture(PictureId id, Scale pictures) {
    return new Part("id:" + id, store.find(id).orElseThrow().embedding(), 1, pictures);
  }

  private MixingResult result(
      String kind, Part one, Part other, Set<PictureId> right, Set<PictureId> leftOut) {
    return MixingResult.of(store, kind, Mixture.of(List.of(one, other)), right, leftOut);
  }

  /// Of [Form#FEEDBACK]: whether marks bring more of what is right.
  ///
  /// @param k how many of the first pictures are marked, and of the next looked at; 1 or more
  /// @return empty if it was stopped
  /// @throws EvaluationException if no query has twice as many right pictures
  public Optional<Report> feedback(EvaluationFile file, Corpus corpus, int k) {
    List<Query> queries =
        queries(file, corpus).stream().filter(query -> query.right().size() >= 2L * k).toList();
    if (queries.isEmpty()) {
      throw new EvaluationException(
          "%s: no query has %d right pictures: %d to be marked, and as many to be found. -k N takes fewer."
              .formatted(file.path(), 2L * k, k));
    }
    Background background = new Background(null);
    Scale words = background.texts(store, clip);
    Scale pictures = background.pictures(store, clip);
    return texts
        .map(
            queries,
            query -> List.of(query.text()),
            (query, vectors) ->
                FeedbackResult.of(
                    store,
                    query.category(),
                    Mixture.of(List.of(new Part(query.text(), vectors.getFirst(), 1, words))),
                    query.right(),
                    pictures,
                    k))
        .map(
            results ->
                Report.of(results, FeedbackResult::category, Figures.Feedback::of, List.of()));
  }

  /// Of [Form#BINDING]: each picture chooses between two captions.
  ///
  /// @return empty if it was stopped
  public Optional<Report> binding(Corpus corpus) {
    record Choice(String category, boolean right) {}

    return texts
        .map(
            corpus.judged(),
            judged -> judged.line().texts(),
            (judged, vectors) -> {
              Embedding picture = store.find(judged.picture()).orElseThrow().embedding();
              double right = picture.cosineSimilarity(vectors.get(0));
              double wrong = picture.cosineSimilarity(vectors.get(1));
              return new Choice(judged.line().category(), right > wrong);
            })
        .map(
            choices ->
                Report.of(
                    choices,
                    Choice::category,
                    part -> Figures.Binding.of(part.stream().map(Choice::right).toList()),
                    List.of()));
  }

  /// @param right the pictures that are
  private record Query(String text, String category, Set<PictureId> right) {}

  private static List<Query> queries(EvaluationFile file, Corpus corpus) {
    Map<String, Query> queries = new LinkedHashMap<>();
    for (Judged judged : corpus.judged()) {
      String category = judged.line().category();
      Query query =
          queries.computeIfAbsent(
              judged.line().text(), text -> new Query(text, category, new HashSet<>()));
      if (!query.category().equals(category)) {
        throw new EvaluationException(
            "%s, line %d: the query '%s' is in category '%s' here and in '%s' before."
                .formatted(
                    file.path(), judged.line().number(), query.text(), category, query.category()));
      }
      query.right().add(judged.picture());
    }
    return List.copyOf(queries.values());
  }

  private QueryResult result(Query query, Embedding vector, int k) {
    int right = query.right().size();
    if (right < k) {
      return new QueryResult(query.text(), query.category(), right, null);
    }
    List<Neighbor> first = ranking.nearest(vector, k);
    long found = first.stream().filter(hit -> query.right().contains(hit.picture().id())).count();
    return new QueryResult(query.text(), query.category(), right, found / (double) k);
  }
}
