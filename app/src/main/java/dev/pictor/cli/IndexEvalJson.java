package dev.pictor.cli;

import dev.pictor.eval.IndexReport;
import dev.pictor.store.GraphParameters;
import org.jspecify.annotations.Nullable;

/// What `eval --index --json` prints; `docs/eval.md` explains it. Fields are only ever added.
///
/// @param form `index`
/// @param exactLimit up to so many matching pictures all are compared
/// @param graph null if there is none, and every answer is exact
record IndexEvalJson(
    String form,
    String collection,
    String store,
    String model,
    String fingerprint,
    int dimension,
    long pictures,
    int exactLimit,
    @Nullable GraphParameters graph,
    int k,
    QueriesJson queries,
    int approximate,
    double meanRecall,
    double worstRecall,
    IndexReport.Times millis,
    IndexReport.Times millisComparingAll) {

  /// How many there are of each.
  record QueriesJson(int texts, int pictures) {}
}
