package dev.pictor.cli;

import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Settings;
import dev.pictor.eval.Corpus;
import dev.pictor.eval.Evaluation;
import dev.pictor.eval.EvaluationException;
import dev.pictor.eval.EvaluationFile;
import dev.pictor.eval.Report;
import dev.pictor.indexing.IndexProgress.Snapshot;
import dev.pictor.indexing.Targets;
import dev.pictor.json.Json;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelFinder;
import dev.pictor.store.ModelIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Embeds the pictures, asks for them and tells what came of it.
final class EvalRun {
  /// How many of the first pictures precision looks at unless told otherwise.
  static final int DEPTH = 8;

  /// How many hits are marked unless told otherwise.
  static final int MARKED = 10;

  /// So many lines without a picture are told of one by one: a wrong folder makes all of them so.
  private static final int TOLD = 20;

  private final Shell shell;
  private final List<Path> folders;
  private final int depth;
  private final @Nullable String template;

  /// @param folders absolute
  /// @param depth the k of precision@k, or how many hits are marked
  /// @param template for all texts; null for the model's own
  EvalRun(Shell shell, List<Path> folders, int depth, @Nullable String template) {
    this.shell = shell;
    this.folders = folders;
    this.depth = depth;
    this.template = template;
  }

  /// @return the exit code
  int evaluate(Settings settings, PreprocessOption preprocess, EvaluationFile file, boolean json) {
    Targets.requireThere(folders);
    BooleanSupplier stopRequested = shell.interruption()::isRequested;
    ModelFile asked = new ModelFinder(settings).find(null);
    Settings chosen = template == null ? settings : settings.withTemplate(asked.name(), template);
    try (LoadedModel model = Models.load(asked, chosen, preprocess.orElse(Preprocessing.UPRIGHT))) {
      // Rather now than when all pictures are embedded: a model may have no words.
      model.clip().tokenizer();
      if (stopRequested.getAsBoolean()) {
        return interrupted();
      }
      try (TemporaryCollection collection =
          TemporaryCollection.open(settings.store(), model.identity())) {
        return evaluate(collection, model, file, json, stopRequested);
      }
    }
  }

  private int evaluate(
      TemporaryCollection collection,
      LoadedModel model,
      EvaluationFile file,
      boolean json,
      BooleanSupplier stopRequested) {
    ModelIdentity identity = model.identity();
    shell.say(
        "Evaluating %s (%,d lines, %s) in %s with %s (%s..., %d dimensions, %s).",
        Printable.line(file.path().toString()),
        file.lines().size(),
        file.form().label(),
        collection.storeKind(),
        identity.name(),
        identity.fingerprint().substring(0, 12),
        identity.dimension(),
        identity.preprocessing());
    Corpus corpus =
        ShownProgress.during(
            shell,
            "Indexing",
            "pictures",
            progress ->
                Corpus.index(
                    file, folders, collection.store(), model.clip(), progress, stopRequested));
    if (corpus.interrupted()) {
      return interrupted();
    }
    tellLeftOut(file, corpus);
    Optional<Report> report =
        ShownProgress.during(
            shell,
            "Asking",
            "texts",
            progress ->
                report(
                    file,
                    corpus,
                    new Evaluation(
                        collection.store(),
                        model.clip(),
                        (done, total) -> progress.update(new Snapshot(total, true, done, 0)),
                        stopRequested)));
    if (report.isEmpty()) {
      return interrupted();
    }
    print(new Evaluated(file, corpus, identity, collection.storeKind(), depth, report.get()), json);
    return corpus.leftOut().isEmpty() && corpus.failedInFolders() == 0
        ? ExitCode.DONE
        : ExitCode.SOME_FAILED;
  }

  /// What there is to tell.
  ///
  /// @param depth the k of precision@k
  record Evaluated(
      EvaluationFile file,
      Corpus corpus,
      ModelIdentity model,
      String store,
      int depth,
      Report report) {}

  private Optional<Report> report(EvaluationFile file, Corpus corpus, Evaluation evaluation) {
    return switch (file.form()) {
      case CAPTIONS -> evaluation.recall(corpus);
      case QUERIES -> evaluation.precision(file, corpus, depth);
      case CUTOFF -> evaluation.cutoff(file, corpus);
      case MIXING -> evaluation.mixing(file, corpus);
      case FEEDBACK -> evaluation.feedback(file, corpus, depth);
      case BINDING -> evaluation.binding(corpus);
    };
  }

  private void tellLeftOut(EvaluationFile file, Corpus corpus) {
    List<Corpus.LeftOut> leftOut = corpus.leftOut();
    for (Corpus.LeftOut line : leftOut.subList(0, Math.min(TOLD, leftOut.size()))) {
      shell.say(
          "line %,d: %s: %s",
          line.line().number(),
          Printable.line(line.line().picture()),
          Printable.line(line.reason()));
    }
    if (leftOut.size() > TOLD) {
      shell.say("... and so on, %,d lines in all", leftOut.size());
    }
    if (corpus.judged().isEmpty()) {
      throw new EvaluationException(
          "No line of %s names a picture that can be read. Paths are relative to the file's folder; a line is %s."
              .formatted(file.path(), file.form().columns()));
    }
  }

  private void print(Evaluated evaluated, boolean json) {
    if (json) {
      shell.out().println(Json.line(EvalJson.of(evaluated)));
    } else {
      new EvalTable(shell.out()).print(evaluated);
    }
  }

  private int interrupted() {
    shell.say("Interrupted. There are no figures, and nothing is left behind.");
    return ExitCode.INTERRUPTED;
  }
}
