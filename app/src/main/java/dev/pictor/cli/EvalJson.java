package dev.pictor.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.cli.EvalRun.Evaluated;
import dev.pictor.eval.Figures;
import dev.pictor.eval.Form;
import dev.pictor.eval.QueryResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `eval --json` prints; `docs/eval.md` explains it. Fields are only ever added.
///
/// @param form `captions`, `queries`, `cutoff`, `mixing`, `feedback` or `binding`
/// @param store `lucene` or `postgresql`
/// @param pictures how many were searched, distinct contents
/// @param lines of the file, those left out too
/// @param leftOut lines whose picture could not be read
/// @param failedInFolders files of `--pictures` that could not be read
/// @param k of precision@k; only there with `queries` and `feedback`
/// @param queries each query; only there with `queries`
record EvalJson(
    String form,
    String file,
    String model,
    String fingerprint,
    String preprocessing,
    String store,
    long pictures,
    int lines,
    List<LeftOutJson> leftOut,
    long failedInFolders,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer k,
    Figures figures,
    Map<String, Figures> categories,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<QueryResult> queries) {

  /// @param picture as the line writes it
  record LeftOutJson(int line, String picture, String reason) {}

  static EvalJson of(Evaluated evaluated) {
    Form form = evaluated.file().form();
    return new EvalJson(
        form.label(),
        evaluated.file().path().toString(),
        evaluated.model().name(),
        evaluated.model().fingerprint(),
        evaluated.model().preprocessing(),
        evaluated.store(),
        evaluated.corpus().pictures(),
        evaluated.file().lines().size(),
        evaluated.corpus().leftOut().stream()
            .map(
                left -> new LeftOutJson(left.line().number(), left.line().picture(), left.reason()))
            .toList(),
        evaluated.corpus().failedInFolders(),
        form == Form.QUERIES || form == Form.FEEDBACK ? evaluated.depth() : null,
        evaluated.report().total(),
        evaluated.report().categories(),
        form == Form.QUERIES ? evaluated.report().queries() : null);
  }
}
